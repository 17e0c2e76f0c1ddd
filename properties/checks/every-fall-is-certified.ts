import fc from 'fast-check';
import { loadRules } from '../../src/catalog/rules.ts';
import naturalGradientForm from '../../src/checks/descent/naturalGradientForm.ts';
import { truth } from '../../src/checks/outcome/outcome.ts';
import { usualRun } from '../../src/checks/run/run.ts';
import { certifyForm } from '../../src/dynamics/certifiedForm.ts';
import { evaluate } from '../../src/dynamics/evidence.ts';
import { runAtOnce } from '../../src/dynamics/running.ts';
import { secantPairs } from '../../src/dynamics/secantPairs.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Vector } from '../../src/types/vector.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { type CheckedCase, casesOf, lossOf, observeCase } from '../subjects/checkClaim.ts';

const rules = await loadRules();

/** The certificate of each effective pair of a run, with y replaced; a doubt counts as refuted. */
const certifiedWith =
  (wrong: (y: Vector) => Vector) =>
  ({ rule, scenario }: CheckedCase): Outcome => {
    const loss = lossOf(scenario);
    const run = runAtOnce(usualRun({ rule, loss, scenario }));
    const evidence = evaluate(run, { ...rule, objective: loss, shown: false });
    const forms = secantPairs(evidence, scenario.stepSize);
    for (const { g, y, geometry } of forms) {
      if (geometry?.sign !== 1) continue;
      const found = certifyForm({ ...geometry, g, y: wrong(y) }, true);
      if (found.doubt !== undefined) return truth(false);
    }
    return truth(true);
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
    return found.status === 'inconclusive' ? truth(false) : found;
  },
  mutants: {
    'one coordinate of y doubled after the geometry': certifiedWith((y) =>
      y.map((value, i) => (i === 0 ? 2 * value : value)),
    ),
    'y negated after the geometry': certifiedWith((y) => y.map((value) => -value)),
  },
} satisfies Claim<CheckedCase>;
