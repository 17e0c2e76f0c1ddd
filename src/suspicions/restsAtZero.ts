import { short } from '../checks/outcome/figures.ts';
import { holds, refuted, vacuous } from '../checks/outcome/outcome.ts';
import { reasonNotJudged } from '../checks/run/run.ts';
import type { Suspicion } from '../types/suspicion.ts';
import { isLinear, linearCase, variedGradients } from './looking/cases.ts';
import { reasonTooCoarse } from './looking/notApplicable.ts';
import { respond } from './looking/prescribed.ts';

const id = 'rests-at-zero';

export default {
  id,
  statement:
    'A coordinate at 0 whose gradient was 0 at every step so far moves, and by the same whatever the gradients of the others are.',
  source:
    'a sign of 0 that counts as 1, or a step that is taken without a gradient; decay rests at 0, and a rule that mixes coordinates moves by what the others say',
  raisedBy: 'once',
  losses: isLinear,
  cases: 6,
  applies: ({ domain }) => domain === 'all',
  notApplicable: reasonTooCoarse,
  draw: (rule, index, families) => linearCase({ id, dimension: 4, steps: 24 }, rule, index, families),
  observe({ rule, loss, scenario }) {
    if (loss.dimension < 2) return vacuous('no coordinate is left that moves');
    const theta = Float64Array.from(scenario.theta, (x, i) => (isStill(i) ? 0 : x));
    const slope = loss.gradient(theta).map((d, i) => (isStill(i) ? 0 : d));
    const own = variedGradients(scenario, slope, 'own', scenario.steps);
    const [usual, ...others] = [
      own,
      own.map((gradient) => gradient.map((d) => -d)),
      ...['guest', 'another'].map((name) => variedGradients(scenario, slope, name, scenario.steps)),
    ].map((gradients) => respond(rule, { ...scenario, theta, gradients }));
    for (const ran of [usual!, ...others]) {
      const reason = reasonNotJudged(ran);
      if (reason !== undefined || ran.random) return vacuous(reason ?? 'random numbers were drawn');
    }
    for (const [step, { delta }] of usual!.steps.entries()) {
      const coordinate = delta.findIndex((d, i) => isStill(i) && d !== 0);
      if (coordinate < 0) continue;
      if (others.some(({ steps }) => steps[step]?.delta[coordinate] !== delta[coordinate])) break;
      return refuted({
        cause: 'moves-without-gradient',
        sentence: `Δθ[${coordinate}] = ${short(delta[coordinate]!)} at step ${step}, where θ[${coordinate}] is 0 and its gradient was 0 at every step, whatever the other gradients are`,
        margin: -1,
        derived: { step, coordinate },
      });
    }
    return holds(1);
  },
} satisfies Suspicion;

/** Every second coordinate is shown no gradient. */
const isStill = (coordinate: number): boolean => coordinate % 2 === 1;
