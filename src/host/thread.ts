import { Worker } from 'node:worker_threads';
import { compiledFile } from './compiled.ts';
import { poolOf } from './pool.ts';

/** What a thread is sent; its answer bears the same number. */
interface Question<Ask> {
  readonly id: number;
  readonly ask: Ask;
}

/** What a thread sends. */
interface Sent<Answer> {
  readonly id: number;
  readonly answer: Answer;
}

/** How a thread ended before it had answered. */
type Ending =
  | { readonly kind: 'error'; readonly error: unknown }
  | { readonly kind: 'exit'; readonly code: number };

/** What comes of a question. */
type Heard<Answer> = { readonly answer: Answer } | { readonly ending: Ending };

/** A thread that is asked one thing at a time. */
interface Thread<Ask, Answer> {
  /** Until the thread has answered, or has ended, the process goes on. */
  ask(ask: Ask): Promise<Heard<Answer>>;
  /** Ends it: nothing is heard of it from now on. @returns when it has ended */
  terminate(): Promise<void>;
}

/** Starts a thread that runs a module of this program. */
const startThread = <Ask, Answer>(module: URL): Thread<Ask, Answer> => {
  const worker = new Worker(compiledFile(module));
  worker.unref();
  let asked = 0;
  let settle: ((heard: Heard<Answer>) => void) | undefined;
  let ending: Ending | undefined;
  const settled = (heard: Heard<Answer>): void => {
    worker.unref();
    settle?.(heard);
    settle = undefined;
  };
  const end = (how: Ending): void => {
    ending ??= how;
    settled({ ending });
  };
  worker.on('message', ({ id, answer }: Sent<Answer>) => {
    if (id === asked) settled({ answer });
  });
  worker.on('error', (error) => end({ kind: 'error', error }));
  worker.on('exit', (code) => end({ kind: 'exit', code }));
  return {
    ask: (ask) =>
      new Promise((resolve) => {
        if (ending) {
          resolve({ ending });
          return;
        }
        settle = resolve;
        worker.ref();
        const question: Question<Ask> = { id: ++asked, ask };
        worker.postMessage(question);
      }),
    terminate: async () => {
      worker.removeAllListeners('message');
      worker.ref();
      await worker.terminate();
    },
  };
};

/** Threads that run the same module of this program, for code that is trusted, each asked one thing at a time. */
export interface Threads<Ask, Answer> {
  readonly size: number;
  ask(ask: Ask): Promise<Heard<Answer>>;
  /** Ends all of them; what is under way, or waits, is answered with that. */
  close(): Promise<void>;
}

/** Starts so many threads of a module of this program. */
export const openThreads = <Ask, Answer>(module: URL, size: number): Threads<Ask, Answer> => {
  const threads = Array.from({ length: size }, () => startThread<Ask, Answer>(module));
  const pool = poolOf(threads);
  return {
    size,
    ask: (ask) => pool.use((thread) => thread.ask(ask)),
    close: async () => {
      await Promise.all(threads.map((thread) => thread.terminate()));
    },
  };
};
