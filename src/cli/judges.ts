import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { JudgeKind, JudgeRequests } from '../fuzz/judge.ts';

/** Threads that judge entries of the banks, each one at a time. */
export interface Judges {
  readonly size: number;
  /** @throws Error where the judge itself fails, or the threads were closed */
  ask<Kind extends JudgeKind>(
    kind: Kind,
    ask: JudgeRequests[Kind]['ask'],
  ): Promise<JudgeRequests[Kind]['answer']>;
  /** Ends every thread at once; what is under way fails. */
  close(): Promise<void>;
}

/** The compiled thread: beside this module, or in dist where this module runs from source. */
const threadEntry = (): URL => {
  const beside = new URL('./judgeWorker.js', import.meta.url);
  return existsSync(fileURLToPath(beside))
    ? beside
    : new URL('../../dist/src/cli/judgeWorker.js', import.meta.url);
};

type Notice = { readonly answer: never } | { readonly failed: string };

/** What a thread answers to one request. */
const answerOf = <Kind extends JudgeKind>(
  thread: Worker,
  kind: Kind,
  ask: JudgeRequests[Kind]['ask'],
): Promise<JudgeRequests[Kind]['answer']> =>
  new Promise((settle, fail) => {
    const end = (act: () => void): void => {
      thread.off('message', hear).off('error', err).off('exit', exit);
      act();
    };
    const hear = (notice: Notice): void =>
      end(() => ('failed' in notice ? fail(new Error(notice.failed)) : settle(notice.answer)));
    const err = (error: Error): void => end(() => fail(error));
    const exit = (): void =>
      end(() => fail(new Error(`judges: the thread ended while it judged ${ask.entry}`)));
    thread.on('message', hear).on('error', err).on('exit', exit);
    thread.postMessage({ kind, ask });
  });

/** Starts the threads. */
export const openJudges = (size: number): Judges => {
  const threads = Array.from({ length: size }, () => new Worker(threadEntry()));
  const free = [...threads];
  const waiting: ((thread: Worker) => void)[] = [];
  const acquire = (): Promise<Worker> =>
    new Promise((resolve) => {
      const thread = free.pop();
      if (thread) resolve(thread);
      else waiting.push(resolve);
    });
  const release = (thread: Worker): void => {
    const next = waiting.shift();
    if (next) next(thread);
    else free.push(thread);
  };
  return {
    size,
    ask: async (kind, ask) => {
      const thread = await acquire();
      try {
        return await answerOf(thread, kind, ask);
      } finally {
        release(thread);
      }
    },
    close: async () => {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
};
