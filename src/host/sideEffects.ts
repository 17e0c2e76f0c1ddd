import { Writable } from 'node:stream';
import type { SideEffect } from '../campaign/executor.ts';
import { namedErrorText } from '../errors.ts';

/** What user code did besides returning, as far as the process around it can see. */
export interface SideEffects {
  /** What was noticed since it was last taken. */
  take(): readonly Pick<SideEffect, 'cause' | 'message'>[];
}

/** Effects that are kept until they are taken; the first one names the case. */
const most = 10;

/** What is watched of a process: the part of it that user code reaches. Its `stdout` and `stderr` are replaced. */
interface Watched {
  kill: (pid: number) => true;
  on(event: 'unhandledRejection' | 'uncaughtException', listener: (reason: unknown) => void): unknown;
}

/**
 * Watches a process for what user code does besides returning: text on standard output, promises that are rejected
 * without a handler, callbacks that throw. Standard output is swallowed, so that `--json` stays clean.
 */
export const watchSideEffects = (watched: Watched): SideEffects => {
  let seen: Pick<SideEffect, 'cause' | 'message'>[] = [];
  const note = (cause: SideEffect['cause'], message: string): void => {
    if (seen.length < most) seen.push({ cause, message });
  };
  // Those of Node.js, once they are looked at, make descriptors non-blocking that a rule may write to itself.
  replaceStream(watched, 'stdout', (text) => note('writes-output', `wrote "${text}" to standard output`));
  replaceStream(watched, 'stderr', () => {});
  watched.kill = () => {
    throw new Error('process.kill is not for a rule');
  };
  watched.on('unhandledRejection', (reason) => {
    note('rejects-promise', `left a promise rejected: ${namedErrorText(reason)}`);
  });
  watched.on('uncaughtException', (error) => {
    note('throws-later', `threw out of a callback: ${namedErrorText(error)}`);
  });
  return {
    take: () => {
      const taken = seen;
      seen = [];
      return taken;
    },
  };
};

/** Puts a stream in the place of one that hears the beginning of each text, and lets nothing out. */
const replaceStream = (
  watched: Watched,
  name: 'stdout' | 'stderr',
  hear: (beginning: string) => void,
): void => {
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: string | Uint8Array, _, done) => {
      const beginning = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      hear(beginning.slice(0, 200).trim());
      done();
    },
  });
  const fd = name === 'stdout' ? 1 : 2;
  Object.defineProperty(watched, name, { value: Object.assign(stream, { fd }), configurable: true });
};
