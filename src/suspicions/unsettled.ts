import { holds, refuted, vacuous } from '../checks/outcome/outcome.ts';
import { excuseForNotFinite } from '../checks/run/run.ts';
import { runAtOnce } from '../dynamics/running.ts';
import type { Suspicion } from '../types/suspicion.ts';
import { isLinear, linearCase } from './looking/cases.ts';
import { reasonTooCoarse } from './looking/notApplicable.ts';
import { prescribedLoss, prescribedRun, respond } from './looking/prescribed.ts';
import { wiggle } from './looking/rounding.ts';
import { isSettled } from './looking/settled.ts';

const id = 'unsettled';

/** Steps of a run; of one that diverges so many have to be left. */
const [steps, fewest] = [2000, 200];

export default {
  id,
  statement:
    'Under a constant gradient, over 2,000 steps, Δθ neither converges, nor is monotone between a few turns, nor has a period of at most max(64, 2D), or is not finite.',
  source: 'a state that is overwritten with what was made of it, or a counter that begins again',
  raisedBy: 'once',
  losses: isLinear,
  cases: 1,
  notApplicable: reasonTooCoarse,
  draw: (rule, index, families) => linearCase({ id, dimension: 2, steps }, rule, index, families),
  observe({ rule, loss, scenario }) {
    const slope = loss.gradient(Float64Array.from(scenario.theta));
    const history = { ...scenario, gradients: Array.from({ length: steps }, () => slope) };
    const ran = respond(rule, history);
    if (ran.random) return vacuous('random numbers were drawn');
    if (ran.fault) {
      const shown = prescribedLoss(history.gradients, scenario.stepSize);
      const excuse = runAtOnce(excuseForNotFinite(rule, shown, prescribedRun(history), ran));
      if (ran.fault.kind !== 'not-finite' || excuse !== undefined)
        return vacuous(excuse ?? ran.fault.message);
      return refuted({
        cause: 'not-finite',
        sentence: `under the same gradient at every step: ${ran.fault.message} at step ${ran.fault.step}`,
        margin: -1,
        derived: { step: ran.fault.step },
      });
    }
    if (ran.steps.length < fewest) return vacuous(ran.end);
    const half = ran.steps.slice(Math.floor(ran.steps.length / 2));
    for (let i = 0; i < slope.length; i++) {
      const values = Float64Array.from(half, ({ delta }) => delta[i]!);
      const size = values.reduce((most, d) => Math.max(most, Math.abs(d)), 0);
      const theta = half.reduce((most, step) => Math.max(most, Math.abs(step.theta[i]!)), 0);
      const noise = wiggle({ precision: rule.precision, size, theta });
      if (isSettled(values, { noise, longest: Math.max(64, 2 * slope.length) })) continue;
      return refuted({
        cause: 'unsettled',
        sentence: `under the same gradient at every step Δθ[${i}] has not settled after ${ran.steps.length - values.length} steps: it turns again and again, at no period up to ${Math.max(64, 2 * slope.length)}`,
        margin: -1,
        derived: { coordinate: i },
      });
    }
    return holds(1);
  },
} satisfies Suspicion;
