import { answersOf } from '../campaign/answers.ts';
import { examinations } from '../campaign/examination.ts';
import type { Executor, RequestKind, Requests } from '../campaign/executor.ts';
import type { Session } from '../campaign/session.ts';
import type { ObservedCase } from '../types/campaign.ts';

/** An executor without isolation: the rule runs in this process, so that a debugger and a test runner see it. */
export const inlineExecutor = (session: Session): Executor => {
  let listener: (check: number, observed: ObservedCase) => void = () => {};
  const known = examinations(() => {}, performance.now.bind(performance));
  const answers = answersOf(session.plan, {
    announce: () => {},
    found: (check, observed) => listener(check, observed),
    examine: (ask) => known.look(ask, session),
  });
  return {
    size: 1,
    load: async () => ({ kind: 'answer', answer: session.description }),
    ask: async (kind, ask) => {
      const asked: Requests[RequestKind]['ask'] = ask;
      if ('examination' in asked) await known.open(asked.examination);
      return { kind: 'answer', answer: answers[kind](ask) };
    },
    onFound: (given) => {
      listener = given;
    },
    // Nothing is under way where nothing runs beside this.
    interrupt: () => {},
    close: async () => {},
  };
};
