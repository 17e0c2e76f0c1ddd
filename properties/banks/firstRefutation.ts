import { generateCase, observeCase } from '../../src/fuzz/batch.ts';
import type { Plan, PlannedCheck } from '../../src/fuzz/plan.ts';
import { shareVerdict } from '../../src/fuzz/share.ts';
import type { Layer } from '../../src/types/check.ts';

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
  const players = plan.checks.filter(({ required, cases: given }) => required && given).map(player(plan));
  for (let index = 0; index < cases; index++) {
    for (const { planned, refutes } of players) {
      if (refutes(index)) {
        return { check: planned.check.id, layer: planned.check.layer, cases: index + 1 };
      }
    }
  }
  return null;
};

interface Player {
  readonly planned: PlannedCheck;
  /** Whether the cases up to this one refute the rule. */
  readonly refutes: (index: number) => boolean;
}

const player =
  (plan: Plan) =>
  (planned: PlannedCheck): Player => {
    const share = planned.check.share?.(plan.rule);
    let [held, decided] = [0, 0];
    return {
      planned,
      refutes(index) {
        const { status } = observeCase(plan, planned, generateCase(plan, planned, index), () => {});
        if (status !== 'holds' && status !== 'refuted') return false;
        decided++;
        if (status === 'holds') held++;
        return share === undefined
          ? status === 'refuted'
          : shareVerdict(held, decided, share) === 'falsified';
      },
    };
  };
