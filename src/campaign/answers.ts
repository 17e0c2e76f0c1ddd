import { simplerValues } from '../arbitrary/shrink/simplerValues.ts';
import type { LossRuns, ShowAsk } from '../types/gallery.ts';
import type { HuntAsk, HuntState } from '../types/hunt.ts';
import type { ExaminationParts } from '../types/report.ts';
import type { Scenario } from '../types/scenario.ts';
import type { AgainstTrace, FollowAsk } from '../types/trace.ts';
import {
  type CaseListener,
  type CasesOfCheck,
  generateCase,
  observeCase,
  runBatch,
  runBatches,
} from './cases.ts';
import type { BatchAsk, ExaminationAsk, RequestKind, Requests } from './executor.ts';
import { findingOf } from './finding.ts';
import { indicesOf } from './jobs.ts';
import { attributingToLoss, auditLoss } from './lossAudit.ts';
import { type Plan, plannedAt } from './plan.ts';

/** The answer to every kind of request about the cases of one plan. */
export type Answers = {
  readonly [Kind in RequestKind]: (ask: Requests[Kind]['ask']) => Requests[Kind]['answer'];
};

/** What answers are made with. */
export interface AnswerSetting extends CaseListener {
  /** Asked between batches that are run together: whether those that are left are not begun any more; never by default. */
  readonly isEnough?: () => boolean;
  /** Looks at the rule once its verdict stands; nothing by default. */
  readonly examine?: (ask: ExaminationAsk) => ExaminationParts;
  /** Goes on with a hunt; none by default. */
  readonly hunt?: (ask: HuntAsk) => HuntState;
  /** Runs the rule for a picture; none by default. */
  readonly show?: (ask: ShowAsk) => LossRuns;
  /** Runs the rule over a recorded run; none by default. */
  readonly follow?: (ask: FollowAsk) => AgainstTrace;
}

/**
 * Answers requests where it is called, without isolation: side effects are for the process around it to see, and there
 * are none in these answers.
 *
 * Each answer throws SubjectError where the user's loss is at fault, and RangeError where the plan has no such check.
 */
export const answersOf = (
  plan: Plan,
  {
    announce,
    opened,
    found,
    isEnough = never,
    examine = () => ({}),
    hunt = notOpened,
    show = notOpened,
    follow = notOpened,
  }: AnswerSetting,
): Answers => {
  const listener = { announce, found, ...(opened && { opened }) };
  const attributed =
    <Ask, Answer>(answer: (ask: Ask) => Answer) =>
    (ask: Ask): Answer =>
      attributingToLoss(plan, () => answer(ask));
  return {
    batch: attributed(({ check, slice, skip }) => ({
      ...runBatch(plan, check, indicesOf(slice, skip), listener),
      sideEffects: [],
    })),
    together: attributed(({ batches }) => ({
      batches: runBatches(plan, batches.map(casesOf), listener, isEnough).map((batch) => ({
        ...batch,
        sideEffects: [],
      })),
    })),
    observe: attributed(({ check, scenario }) => {
      const planned = plannedAt(plan, check);
      plan.heartbeat.before = (step) => announce(check, 0, step);
      const observation = observeCase(plan, planned, scenario);
      if (observation.status === 'refuted') auditLoss(plan, planned, scenario);
      return { ...observation, sideEffects: [] };
    }),
    finish: attributed((request) => findingOf(plan, request, announce)),
    generate: attributed(({ check, index }) => generateCase(plan, plannedAt(plan, check), index)),
    simpler: attributed(({ check, scenario, count }) => {
      const { cases } = plannedAt(plan, check);
      const found: Scenario[] = [];
      if (!cases) return found;
      for (const { value } of simplerValues(cases, scenario, undefined)) {
        if (found.length >= count) break;
        found.push(value);
      }
      return found;
    }),
    examine: attributed(examine),
    hunt,
    show: attributed(show),
    follow,
  };
};

const casesOf = ({ check, slice, skip }: BatchAsk): CasesOfCheck => ({
  check,
  indices: indicesOf(slice, skip),
});

const never = (): boolean => false;

const notOpened = (): never => {
  throw new Error('answers: nothing was opened to hunt with, to show or to follow');
};
