import { generateCase, observeCase } from '../../src/campaign/cases.ts';
import type { Plan, PlannedCheck } from '../../src/campaign/plan.ts';
import type { Layer } from '../../src/types/check.ts';
import { shareVerdict } from '../../src/verdict/verdict.ts';

/** What refuted a rule first, and how many cases of that check it took. */
export interface Refutation {
  readonly check: string;
  readonly layer: Layer;
  readonly cases: number;
}

/**
 * The first required check of a plan that refutes its rule, all checks taking turns case by case, with the cases that
 * `fuzz` makes of the same seed; null where none does within so many cases each.
 *
 * Cost: stops at the first refutation, so that a rule that is wrong everywhere costs a handful of cases.
 */
export const firstRefutation = (plan: Plan, cases: number): Refutation | null => {
  const players = plan.checks
    .filter(({ required, cases: given }) => required && given)
    .map((planned) => ({ planned, refutes: refuter(plan, planned) }));
  for (let index = 0; index < cases; index++) {
    for (const { planned, refutes } of players) {
      if (refutes(index)) {
        return { check: planned.check.id, layer: planned.check.layer, cases: index + 1 };
      }
    }
  }
  return null;
};

/** The number of cases after which a check of a plan refutes its rule alone; null where it does not within so many. */
export const refutedAfter = (plan: Plan, planned: PlannedCheck, cases: number): number | null => {
  const refutes = refuter(plan, planned);
  for (let index = 0; index < cases; index++) if (refutes(index)) return index + 1;
  return null;
};

/** Whether a check's cases up to this one refute the rule; indices have to come in order, from 0. */
const refuter = (plan: Plan, planned: PlannedCheck): ((index: number) => boolean) => {
  const share = planned.check.share?.(plan.rule);
  let [held, decided] = [0, 0];
  return (index) => {
    const { status } = observeCase(plan, planned, generateCase(plan, planned, index));
    if (status !== 'holds' && status !== 'refuted') return false;
    decided++;
    if (status === 'holds') held++;
    return share === undefined ? status === 'refuted' : shareVerdict(held, decided, share) === 'falsified';
  };
};
