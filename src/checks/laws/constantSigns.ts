import { trajectory } from '../../dynamics/running.ts';
import { linearLoss } from '../../losses/derived/linearLoss.ts';
import { withShapesOf } from '../../losses/derived/withShapes.ts';
import type { Check } from '../../types/check.ts';
import type { Loss } from '../../types/loss.ts';
import type { Setting } from '../../types/scenario.ts';
import type { Random, Vector } from '../../types/vector.ts';
import { refuted, vacuous } from '../outcome/outcome.ts';
import { excuseForNotFinite, runOf } from '../run/run.ts';
import { streamOf } from '../run/streams.ts';
import { planeAtStart } from '../transforms/planeAtStart.ts';
import { normalRange, scalableRange } from '../transforms/rounding.ts';
import { followsSigns } from '../transforms/signs.ts';

/** Long enough for averages to forget their start to the last bit: 2⁻⁵³ of it is left after 53 halvings. */
const constantSteps = { min: 1, max: 100 } as const;

const constantSigns: Check = {
  id: 'constant-signs',
  layer: 'laws',
  claim: 'As long as no ∂L/∂θᵢ changes its sign, every Δθᵢ is 0 or has the sign of −∂L/∂θᵢ.',
  source: 'Δₖᵢ = λₖᵢ yᵢ with λₖᵢ ≥ 0 on L(θ, t) = −Σ sᵢ(t) yᵢθᵢ, sᵢ(t) ≥ 0',
  kind: 'trait',
  applies: () => true,
  demand: () => ({ steps: constantSteps }),
  *observe(setting) {
    const random = streamOf(setting.scenario, 'law', 'constant-signs');
    // A gradient that does not change at all is the hardest for averages of squares about a mean.
    const steady = random() < 1 / 2;
    const shown = steady ? planeAtStart(setting) : swayingPlane(setting, random);
    const run = runOf(setting);
    const ended = yield* trajectory(setting.rule, shown, run);
    const { steps, fault } = ended;
    const when = steady ? ' and has been all along' : ', and has been of that sign all along';
    if (fault?.kind === 'not-finite' && !(yield* excuseForNotFinite(setting.rule, shown, run, ended))) {
      return refuted({
        cause: 'not-finite-at-constant-signs',
        sentence: `step ${fault.step}: ${fault.message} although no ∂L/∂θᵢ has changed its sign`,
        margin: -1,
        derived: { step: fault.step },
      });
    }
    if (fault) return vacuous(fault.message);
    return followsSigns(setting, steps, { cause: 'against-constant-signs', when });
  },
};

export default constantSigns;

/** sᵢ(t) of each step and coordinate, 1 at the start and one of 1, 1/2, …, 2⁻¹⁰ later, times the slopes at the start. */
const swayingPlane = ({ rule, loss, scenario }: Setting, random: Random): Loss => {
  const start = Float64Array.from(scenario.theta);
  // What is halved ten times has to stay a number of the precision.
  const least = Math.max(
    scalableRange(rule.arithmetic).least,
    rule.precision === 'float64' ? 0 : 2 ** 10 * normalRange(rule.precision).least,
  );
  const origin = new Float64Array(start.length);
  const first = loss.gradient(start, 0);
  const slopes = Array.from(
    { length: scenario.steps },
    (_, k): Vector =>
      // What is tiny already stays as it is: another sign of it would be that of an underflow.
      first.map((d) => (k === 0 || Math.abs(d) < least ? d : d * 2 ** -Math.floor(11 * random()))),
  );
  const plane = linearLoss(start.length, (time = 0) => {
    const step = Math.min(Math.round(time / scenario.stepSize), slopes.length - 1);
    return { level: 0, slope: slopes[step]!, centre: origin };
  });
  return withShapesOf(loss, { ...plane, facts: { ...plane.facts, timeVarying: true } });
};
