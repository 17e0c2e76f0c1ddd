import { trajectories } from '../../dynamics/running.ts';
import { defaultHyperparameters } from '../../dynamics/trajectory.ts';
import { coarser } from '../../linalg/precision.ts';
import { isZero } from '../../linalg/vector.ts';
import { linearLoss } from '../../losses/derived/linearLoss.ts';
import { withShapesOf } from '../../losses/derived/withShapes.ts';
import type { Check, Observation } from '../../types/check.ts';
import type { RunRequest, Shown, Step } from '../../types/run.ts';
import type { Setting } from '../../types/scenario.ts';
import type { Vector } from '../../types/vector.ts';
import { contrast } from '../outcome/figures.ts';
import { holds, refuted, vacuous } from '../outcome/outcome.ts';
import { tooCoarse } from '../run/resolution.ts';
import { onRun, runOf } from '../run/run.ts';
import { lawSteps } from '../transforms/lawCheck.ts';
import {
  directionRoundoff,
  parameterRoundoff,
  saturated,
  saturationNoise,
  saturationRange,
} from '../transforms/rounding.ts';

const saturates: Check = {
  id: 'saturates',
  layer: 'laws',
  claim:
    'Far beyond all others the size of a gradient no longer matters: its step neither grows with it nor vanishes.',
  source: 'Δₖ(∇L₀, …, c∇Lₖ) has a limit for c → ∞, and is about as large on its way there',
  kind: 'trait',
  applies: () => true,
  notApplicable: tooCoarse,
  demand: () => ({ steps: lawSteps }),
  observe(setting) {
    return onRun(setting, runOf(setting), function* ({ steps }) {
      const last = steps.at(-1)!;
      if (isZero(last.gradient)) return vacuous('∇L = 0 at the last step');
      const { beyond, factor, greatest } = saturationRange(
        coarser(setting.rule.precision, setting.rule.arithmetic),
      );
      const size = beyond * largestOf(setting, steps);
      if (!(size * factor <= greatest)) return vacuous('powers of far larger gradients overflow');
      const [large, larger] = yield* trajectories(
        [size, factor * size].map((length) =>
          withLast(setting, steps, { ...last, gradient: enlarged(last.gradient, length) }),
        ),
      );
      if (large!.steps.length < steps.length || larger!.steps.length < steps.length) {
        return vacuous(
          large!.fault?.message ?? larger!.fault?.message ?? 'far larger gradients are out of range',
        );
      }
      return compare(setting, large!.steps, larger!.steps.at(-1)!);
    });
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
const withLast = (setting: Setting, steps: readonly Step[], last: Shown): RunRequest => {
  const history: readonly Shown[] = [...steps.slice(0, -1), last];
  let current = 0;
  const planes = history.map(({ theta, gradient }) => ({ level: 1, slope: gradient, centre: theta }));
  return {
    rule: setting.rule,
    loss: withShapesOf(
      setting.loss,
      linearLoss(setting.loss.dimension, () => planes[current]!),
    ),
    run: {
      ...runOf(setting),
      history,
      beforeStep(step) {
        current = Math.max(step, 0);
      },
    },
  };
};

const compare = ({ rule, scenario }: Setting, large: readonly Step[], other: Step): Observation => {
  const one = large.at(-1)!;
  if (isZero(one.delta) && isZero(other.delta)) return vacuous('nothing moves');
  const { precision, arithmetic } = rule;
  const { factor } = saturationRange(coarser(precision, arithmetic));
  let margin = 1;
  for (let i = 0; i < one.delta.length; i++) {
    const [a, b] = [one.delta[i]!, other.delta[i]!];
    const difference = Math.abs(a - b);
    const before = Math.max(...large.map(({ delta }) => Math.abs(delta[i]!)));
    const allowed =
      saturated(Math.min(Math.abs(a), Math.abs(b))) +
      saturationNoise(before) +
      parameterRoundoff(Math.abs(one.theta[i]!), one.stored ? arithmetic : precision) +
      directionRoundoff(scenario.stepSize, arithmetic) +
      (one.stored?.[i] ?? 0) +
      (other.stored?.[i] ?? 0);
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
