import { errorCode, isThrown, namedErrorText } from '../../errors.ts';
import { complain, type Terminal } from './terminal.ts';

/** Errors of a system that has run out of something, with what helps. */
const exhausted: ReadonlyMap<string | undefined, string> = new Map([
  ['EMFILE', 'too many files are open; raise the limit, as with "ulimit -n 1024"'],
  ['ENFILE', 'the system has too many files open; close some'],
  ['ENOSPC', 'no space is left on the device; free some'],
  ['ENOMEM', 'no memory is left; end other programs'],
]);

/**
 * Says that this program has failed, in one line; with `NATGRAD_DEBUG` set, where.
 *
 * Exit code 1 is for what is falsified: the caller ends with exit code 2.
 */
export const unexpected = (terminal: Pick<Terminal, 'err'>, error: unknown): void => {
  const known = exhausted.get(errorCode(error));
  complain(
    terminal,
    known ??
      `failed unexpectedly (${namedErrorText(error)}); please report it with what NATGRAD_DEBUG=1 shows`,
  );
  if (process.env.NATGRAD_DEBUG && isThrown(error, Error)) terminal.err(`${error.stack}\n`);
};
