import fc from 'fast-check';
import naturalGradientForm from '../../src/checks/descent/naturalGradientForm.ts';
import { certifyForm } from '../../src/checks/parts/certifyForm.ts';
import { usualRun } from '../../src/checks/parts/formCheck.ts';
import { formSteps, lossesOf } from '../../src/checks/parts/formStep.ts';
import { loadRules } from '../../src/rules/parts/load.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Vector } from '../../src/types/vector.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { type CheckedCase, casesOf, lossOf, observeCase } from './parts/checkClaim.ts';

const rules = await loadRules();

/** The certificate of each effective pair of a run, with y replaced; a doubt counts as refuted. */
const certifiedWith =
  (wrong: (y: Vector) => Vector) =>
  ({ rule, scenario }: CheckedCase): Outcome => {
    const loss = lossOf(scenario);
    const { steps } = usualRun({ rule, loss, scenario }, () => {});
    const forms = formSteps(loss, steps, { losses: lossesOf(loss, steps), scale: scenario.stepSize });
    for (const { g, y, geometry } of forms) {
      if (geometry?.sign !== 1) continue;
      const found = certifyForm({ ...geometry, g, y: wrong(y) }, true);
      if (found.doubt !== undefined) return { status: 'refuted', margin: -1 };
    }
    return { status: 'holds', margin: 1 };
  };

export default {
  id: 'P5-certified',
  claim:
    'The optimal metric of every step on which the loss fell is proved positive definite and maps g to y.',
  source: 'P1, P5, P10',
  given: fc.oneof(...rules.map((rule) => casesOf(naturalGradientForm, rule))),
  holds: (value) => {
    const found = observeCase(value, value.rule);
    // The check calls a failed certificate inconclusive, because it is no fault of the rule; here it is one.
    return found.status === 'inconclusive' ? { status: 'refuted', margin: -1 } : found;
  },
  mutants: {
    'one coordinate of y doubled behind the geometry': certifiedWith((y) =>
      y.map((value, i) => (i === 0 ? 2 * value : value)),
    ),
    'y negated behind the geometry': certifiedWith((y) => y.map((value) => -value)),
  },
} satisfies Claim<CheckedCase>;
