import { holds, refuted, vacuous } from '../checks/outcome/outcome.ts';
import { reasonNotJudged } from '../checks/run/run.ts';
import { isZero } from '../linalg/vector.ts';
import type { Suspicion } from '../types/suspicion.ts';
import { isLinear, linearCase, variedGradients } from './looking/cases.ts';
import { reasonTooCoarse } from './looking/notApplicable.ts';
import { respond } from './looking/prescribed.ts';
import { areEqual } from './looking/stateArrays.ts';

const id = 'late-first-step';

export default {
  id,
  statement:
    'The first step is 0, the next under the same gradient is not, and is the same whatever gradient it is shown, so that no schedule that begins at 0 explains it.',
  source: 'an update that is returned before it is replaced: each step is that of the gradient before',
  raisedBy: 'once',
  losses: isLinear,
  cases: 4,
  notApplicable: reasonTooCoarse,
  draw: (rule, index, families) => linearCase({ id, dimension: 3, steps: 2 }, rule, index, families),
  observe({ rule, loss, scenario }) {
    const slope = loss.gradient(Float64Array.from(scenario.theta));
    const others = variedGradients(scenario, slope, 'other', 2);
    const seconds = [slope, slope.map((d) => -d), ...others];
    const runs = seconds.map((second) => respond(rule, { ...scenario, gradients: [slope, second] }));
    for (const ran of runs) {
      const reason = reasonNotJudged(ran);
      if (reason !== undefined || ran.random) return vacuous(reason ?? 'random numbers were drawn');
      if (ran.steps.length < 2) return vacuous(ran.end);
    }
    const [same, ...turned] = runs.map(({ steps }) => steps);
    if (!isZero(same![0]!.delta)) return holds(1);
    if (isZero(same![1]!.delta)) return vacuous('the second step is 0 as well');
    if (turned.some((steps) => !areEqual(steps[1]!.delta, same![1]!.delta))) return holds(1);
    return refuted({
      cause: 'one-step-late',
      sentence: 'the first step is 0, and the second is the same whatever the second gradient is',
      margin: -1,
      derived: { step: 1 },
    });
  },
} satisfies Suspicion;
