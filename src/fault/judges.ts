import type { JudgeKind, JudgeRequests } from './judge.ts';

/** What a thread answers to one request; answers are typed by the request. */
type Judgement = { readonly judgement: never } | { readonly failed: string };

/** Threads that run a module, each asked one thing at a time. */
export interface Threads {
  readonly size: number;
  ask(ask: unknown): Promise<{ readonly answer: Judgement } | { readonly ending: unknown }>;
  close(): Promise<void>;
}

/** Judges of seeded faults, each of one at a time. */
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

/** @param open starts threads of a module */
export const openJudges = (size: number, open: (module: URL, size: number) => Threads): Judges => {
  const threads = open(new URL('./worker.js', import.meta.url), size);
  return {
    size: threads.size,
    ask: async (kind, ask) => {
      const heard = await threads.ask({ kind, ask });
      if ('ending' in heard) throw new Error(`judges: the thread ended while it judged ${ask.entry}`);
      if ('failed' in heard.answer) throw new Error(heard.answer.failed);
      return heard.answer.judgement;
    },
    close: () => threads.close(),
  };
};
