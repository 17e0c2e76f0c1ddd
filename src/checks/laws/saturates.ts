import {
  defaultHyperparameters,
  runTrajectory,
  type Shown,
  type Step,
  type Trajectory,
} from '../../dynamics/trajectory.ts';
import {
  directionRoundoff,
  parameterRoundoff,
  saturated,
  saturationNoise,
  saturationRange,
} from '../../linalg/rounding.ts';
import type { Announce, Check, Observation } from '../../types/check.ts';
import type { Setting } from '../../types/scenario.ts';
import type { Vector } from '../../types/vector.ts';
import { contrast } from '../parts/contrast.ts';
import { holds, refuted, vacuous } from '../parts/outcomes.ts';
import { isZero } from '../parts/pairs.ts';
import { runOf } from '../parts/runs.ts';
import { lawSteps } from '../parts/transforms/lawCheck.ts';
import { linearLoss } from '../parts/transforms/linearLoss.ts';

const saturates: Check = {
  id: 'saturates',
  layer: 'laws',
  claim:
    'Far beyond all others the size of a gradient no longer matters: its step neither grows with it nor vanishes.',
  source: 'Δₖ(∇L₀, …, c∇Lₖ) has a limit for c → ∞, and is about as large on its way there',
  kind: 'trait',
  applies: () => true,
  demand: () => ({ steps: lawSteps }),
  observe(setting, announce) {
    const recorded = runTrajectory(setting.rule, setting.loss, runOf(setting, announce));
    if (recorded.fault) return vacuous(recorded.fault.message);
    const last = recorded.steps.at(-1);
    if (!last) return vacuous('the loss or its gradient overflows at the start');
    if (isZero(last.gradient)) return vacuous('∇L = 0 at the last step');
    const { beyond, factor, greatest } = saturationRange(setting.rule.precision ?? 'float64');
    const size = beyond * largestOf(setting, recorded.steps);
    if (!(size * factor <= greatest)) return vacuous('powers of far larger gradients overflow');
    const [large, larger] = [size, factor * size].map((length) =>
      runWithLast(setting, recorded.steps, { ...last, gradient: enlarged(last.gradient, length) }, announce),
    );
    if (large!.steps.length < recorded.steps.length || larger!.steps.length < recorded.steps.length) {
      return vacuous(
        large!.fault?.message ?? larger!.fault?.message ?? 'far larger gradients are out of range',
      );
    }
    return compare(setting, large!.steps, larger!.steps.at(-1)!);
  },
};

export default saturates;

/** What the last gradient has to be far beyond of: all others, hyperparameters, and 1 for constants in the code. */
const largestOf = ({ rule, scenario }: Setting, steps: readonly Step[]): number => {
  const given = { ...defaultHyperparameters(rule), ...scenario.hyperparameters };
  let largest = 1;
  for (const value of Object.values(given)) largest = Math.max(largest, Math.abs(value));
  for (const { theta, gradient } of steps) {
    for (const value of [...theta, ...gradient]) largest = Math.max(largest, Math.abs(value));
  }
  return largest;
};

/** dᵢ times the powers of two that bring every |dᵢ| > 0 to between `size` and twice that. */
const enlarged = (gradient: Vector, size: number): Vector =>
  gradient.map((d) => (d === 0 ? d : size * (d / 2 ** Math.floor(Math.log2(Math.abs(d))))));

/** The run over planes with the recorded gradients, but for the last. */
const runWithLast = (
  setting: Setting,
  steps: readonly Step[],
  last: Shown,
  announce: Announce,
): Trajectory => {
  const history: readonly Shown[] = [...steps.slice(0, -1), last];
  let current = 0;
  const planes = history.map(({ theta, gradient }) => ({ level: 1, slope: gradient, centre: theta }));
  return runTrajectory(
    setting.rule,
    linearLoss(setting.loss.dimension, () => planes[current]!),
    {
      ...runOf(setting, (step) => {
        announce(step);
        current = Math.max(step, 0);
      }),
      history,
    },
  );
};

const compare = ({ rule, scenario }: Setting, large: readonly Step[], other: Step): Observation => {
  const one = large.at(-1)!;
  if (isZero(one.delta) && isZero(other.delta)) return vacuous('nothing moves');
  const precision = rule.precision ?? 'float64';
  const { factor } = saturationRange(precision);
  let margin = 1;
  for (let i = 0; i < one.delta.length; i++) {
    const [a, b] = [one.delta[i]!, other.delta[i]!];
    const difference = Math.abs(a - b);
    const before = Math.max(...large.map(({ delta }) => Math.abs(delta[i]!)));
    const allowed =
      saturated(Math.min(Math.abs(a), Math.abs(b))) +
      saturationNoise(before) +
      parameterRoundoff(Math.abs(one.theta[i]!), precision) +
      directionRoundoff(scenario.stepSize, precision);
    if (difference <= allowed) {
      margin = Math.min(margin, (allowed - difference) / allowed);
      continue;
    }
    return refuted({
      cause: Math.abs(b) > Math.abs(a) ? 'grows-with-the-gradient' : 'vanishes-at-large-gradients',
      sentence: `with ∂L/∂θ[${i}] = ${other.gradient[i]!.toExponential(1)} at step ${one.index}, ${factor.toExponential(1)} times as large as it was, Δθ[${i}] is ${contrast(b, a)}`,
      margin: -difference / Math.max(Math.abs(a), Math.abs(b)),
      derived: { step: one.index, coordinate: i, measured: b, due: a, allowed },
    });
  }
  return holds(margin);
};
