import type { ContainedFault } from './protocol.ts';
import type { SideEffects } from './serve.ts';

/** Effects that are kept until they are taken; the first one names the case. */
const most = 10;

/**
 * Watches this thread for what user code does besides returning: text on standard output, promises that are rejected
 * with nobody listening, callbacks that throw. Standard output is swallowed, so that `--json` stays clean.
 * Meant for a worker thread.
 */
export const watchSideEffects = (): SideEffects => {
  let seen: { cause: ContainedFault['cause']; message: string }[] = [];
  const note = (cause: ContainedFault['cause'], message: string): void => {
    if (seen.length < most) seen.push({ cause, message });
  };
  process.stdout.write = (chunk: unknown): boolean => {
    const text = (typeof chunk === 'string' ? chunk : String(chunk)).slice(0, 200).trim();
    note('writes-output', `wrote "${text}" to standard output`);
    return true;
  };
  process.stderr.write = () => true;
  process.kill = () => {
    throw new Error('process.kill is not for a rule');
  };
  process.on('unhandledRejection', (reason) => {
    note('rejects-promise', `left a promise rejected: ${describe(reason)}`);
  });
  process.on('uncaughtException', (error) => {
    note('throws-later', `threw out of a callback: ${describe(error)}`);
  });
  return {
    take: () => {
      const taken = seen;
      seen = [];
      return taken;
    },
  };
};

const describe = (reason: unknown): string =>
  reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
