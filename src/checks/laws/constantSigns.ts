import { runTrajectory } from '../../dynamics/trajectory.ts';
import { scalableRange } from '../../linalg/rounding.ts';
import type { Check } from '../../types/check.ts';
import type { Loss } from '../../types/loss.ts';
import type { Setting } from '../../types/scenario.ts';
import type { Random, Vector } from '../../types/vector.ts';
import { excuseForNotFinite } from '../parts/excuse.ts';
import { refuted, vacuous } from '../parts/outcomes.ts';
import { runOf } from '../parts/runs.ts';
import { streamOf } from '../parts/streams.ts';
import { linearLoss } from '../parts/transforms/linearLoss.ts';
import { planeAtStart } from '../parts/transforms/planeAtStart.ts';
import { followsSigns } from '../parts/transforms/signs.ts';

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
  observe(setting, announce) {
    const random = streamOf(setting.scenario, 'law', 'constant-signs');
    // A gradient that does not change at all is the hardest for averages of squares about a mean.
    const steady = random() < 1 / 2;
    const shown = steady ? planeAtStart(setting) : swayingPlane(setting, random);
    const run = runOf(setting, announce);
    const ended = runTrajectory(setting.rule, shown, run);
    const { steps, fault } = ended;
    const when = steady ? ' and has been all along' : ', and has been of that sign all along';
    if (fault?.kind === 'not-finite' && !excuseForNotFinite(setting.rule, shown, run, ended)) {
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
  const { least } = scalableRange(rule.precision ?? 'float64');
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
  return { ...plane, facts: { ...plane.facts, timeVarying: true } };
};
