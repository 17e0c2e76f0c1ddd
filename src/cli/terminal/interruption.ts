import { Socket } from 'node:net';
import type { Readable } from 'node:stream';

/** Whether the user pressed Ctrl-C (or the process was asked to end), until `close`. */
export interface Interruption {
  readonly happened: () => string | undefined;
  /** Settles once it has happened. */
  readonly whenHappened: Promise<void>;
  close(): void;
}

/** Milliseconds within which a second signal is the same key press, which npm hands on as well. */
const samePress = 1000;

/** What asks a process to end: Ctrl-C, a scheduler, a terminal that was closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Ends this process, as Ctrl-C does, when a stream ends: the program that holds its other end is gone.
 *
 * @param end how this process is ended
 * @returns whether it has ended
 */
export const endWith = (
  stream: Readable,
  end: () => void = () => process.kill(process.pid, 'SIGTERM'),
): (() => boolean) => {
  let hasEnded = false;
  stream.on('end', () => {
    hasEnded = true;
    end();
  });
  stream.resume();
  if (stream instanceof Socket) stream.unref();
  return () => hasEnded;
};

/** Listens for SIGINT, SIGTERM and SIGHUP: the first ends the run with the report so far, a later one ends it at once. */
export const interruption = (): Interruption => {
  let at: number | undefined;
  let settle = (): void => {};
  const whenHappened = new Promise<void>((resolve) => {
    settle = resolve;
  });
  const listen = (): void => {
    if (at !== undefined && performance.now() - at > samePress) process.exit(130);
    at ??= performance.now();
    settle();
  };
  for (const signal of signals) process.on(signal, listen);
  return {
    whenHappened,
    happened: () => (at === undefined ? undefined : 'interrupted'),
    close: () => {
      for (const signal of signals) process.off(signal, listen);
    },
  };
};
