import type { ObservedCase } from './batch.ts';
import type { Executor, RequestKind, Requests } from './protocol.ts';
import {
  type Session,
  sessionBatch,
  sessionFinish,
  sessionGenerate,
  sessionObserve,
  sessionSimpler,
} from './session.ts';

/** An executor without isolation: the rule runs in this process, so that a debugger and a test runner see it. */
export const inlineExecutor = (session: Session): Executor => {
  let listener: (check: number, observed: ObservedCase) => void = () => {};
  const announce = (): void => {};
  const answers: {
    readonly [Kind in RequestKind]: (ask: Requests[Kind]['ask']) => Requests[Kind]['answer'];
  } = {
    batch: (ask) => ({
      ...sessionBatch(session, ask, { announce, found: (observed) => listener(ask.check, observed) }),
      contained: [],
    }),
    observe: (ask) => ({ ...sessionObserve(session, ask, announce), contained: [] }),
    finish: (ask) => sessionFinish(session, ask, announce),
    generate: (ask) => sessionGenerate(session, ask),
    simpler: (ask) => sessionSimpler(session, ask),
  };
  return {
    size: 1,
    load: async () => ({ kind: 'answer', answer: session.description }),
    ask: async (kind, ask) => ({ kind: 'answer', answer: answers[kind](ask) }),
    onFound: (given) => {
      listener = given;
    },
    close: async () => {},
  };
};
