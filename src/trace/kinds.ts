import type { StepCounts, StepKind } from '../types/trace.ts';

/** Counts of kinds that are added one after another. */
export interface RunningKinds {
  readonly add: (kind: StepKind, step: number) => void;
  readonly result: () => StepCounts;
}

const moves: ReadonlySet<StepKind> = new Set(['uphill', 'inconclusive', 'no-gradient', 'not-finite']);

/** How many steps are of each kind, and the first that moves and is not effective. */
export const runningKinds = (): RunningKinds => {
  const counts: Record<StepKind, number> = {
    effective: 0,
    uphill: 0,
    inconclusive: 0,
    'at-rest': 0,
    'no-gradient': 0,
    'not-finite': 0,
  };
  let firstNot: StepCounts['firstNot'] = null;
  return {
    add: (kind, step) => {
      counts[kind]++;
      if (firstNot === null && moves.has(kind)) firstNot = { step, kind };
    },
    result: () => ({ ...counts, firstNot }),
  };
};

/** Steps that move. */
export const movingSteps = (kinds: StepCounts): number =>
  kinds.effective + kinds.uphill + kinds.inconclusive + kinds['no-gradient'] + kinds['not-finite'];
