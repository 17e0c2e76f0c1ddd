import type { ContainedFault } from './protocol.ts';
import type { SideEffects } from './serve.ts';

/** Effects that are kept until they are taken; the first one names the case. */
const most = 10;

/** What is watched of a thread: the part of `process` that user code reaches. */
interface Thread {
  readonly stdout: { write: (text: string) => boolean };
  readonly stderr: { write: (text: string) => boolean };
  kill: (pid: number) => true;
  on(event: 'unhandledRejection' | 'uncaughtException', listener: (reason: unknown) => void): unknown;
}

/**
 * Watches a thread for what user code does besides returning: text on standard output, promises that are rejected
 * with nobody listening, callbacks that throw. Standard output is swallowed, so that `--json` stays clean.
 * It is meant for the process object of a worker thread.
 */
export const watchSideEffects = (thread: Thread): SideEffects => {
  let seen: { cause: ContainedFault['cause']; message: string }[] = [];
  const note = (cause: ContainedFault['cause'], message: string): void => {
    if (seen.length < most) seen.push({ cause, message });
  };
  thread.stdout.write = (chunk: unknown): boolean => {
    const text = String(chunk).slice(0, 200).trim();
    note('writes-output', `wrote "${text}" to standard output`);
    return true;
  };
  thread.stderr.write = () => true;
  thread.kill = () => {
    throw new Error('process.kill is not for a rule');
  };
  thread.on('unhandledRejection', (reason) => {
    note('rejects-promise', `left a promise rejected: ${describe(reason)}`);
  });
  thread.on('uncaughtException', (error) => {
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
