import { expectedUpdate } from '../../dynamics/expectation.ts';
import { coarser } from '../../linalg/precision.ts';
import { linearLoss } from '../../losses/derived/linearLoss.ts';
import type { Check, Observation } from '../../types/check.ts';
import type { Loss } from '../../types/loss.ts';
import type { Setting } from '../../types/scenario.ts';
import type { Vector } from '../../types/vector.ts';
import { firstUpdateNoise } from '../expectation/firstUpdate.ts';
import { contrast } from '../outcome/figures.ts';
import { holds, refuted, vacuous } from '../outcome/outcome.ts';
import { tooCoarse } from '../run/resolution.ts';
import { onRun, runOf } from '../run/run.ts';
import { streamOf } from '../run/streams.ts';
import { calibrationAccuracy, scalableRange } from '../transforms/rounding.ts';

/** Few enough that all draws of a rule that flips a coin for each coordinate, or picks samples, are enumerated. */
const coordinates = 2;

const calibrated: Check = {
  id: 'calibrated',
  layer: 'laws',
  claim: 'On a linear loss the first Δθ is −η∇L, on average over the random numbers that the rule draws.',
  source:
    'E[Δ₀] = ηy on L(θ) = −yᵀθ, for one sample as for the mean of several: η is that of gradient descent',
  kind: 'trait',
  applies: () => true,
  notApplicable: tooCoarse,
  demand: () => ({ steps: { min: 1, max: 1 } }),
  *observe(given) {
    const setting = onSampledPlane(given);
    if (!setting) return vacuous('products of the step size or the gradient over- or underflow');
    const run = { ...runOf(setting), steps: 1, frozen: true };
    return yield* onRun(setting, run, function* ({ steps, random }) {
      const { gradient, delta, stored } = steps[0]!;
      if (!random) return compare(setting, { gradient, stored }, [{ probability: 1, delta }]);
      const noise = yield* firstUpdateNoise(setting);
      if (!noise?.exact) return vacuous('the random numbers of the rule cannot be enumerated');
      const updates = yield* noise.updates(setting.scenario.stepSize, { from: 0, count: 1 });
      return compare(setting, { gradient, stored }, updates);
    });
  },
};

export default calibrated;

/** The case at the origin of a plane in its first coordinates, with slope 1 where ∂ᵢL is 0 or tiny: the mean of two samples. */
const onSampledPlane = ({ rule, loss, scenario }: Setting): Setting | undefined => {
  const { least, greatest } = scalableRange(rule.arithmetic);
  const inside = (value: number): boolean => Math.abs(value) >= least && Math.abs(value) <= greatest;
  const gradient = loss.gradient(Float64Array.from(scenario.theta), 0).slice(0, coordinates);
  if (!inside(scenario.stepSize) || !gradient.every((d) => Math.abs(d) <= greatest)) return undefined;
  const slope = gradient.map((d) => (inside(d) ? d : 1));
  const random = streamOf(scenario, 'law', 'calibrated');
  const spread = slope.map((d) => random() * d);
  const theta = Array.from(slope, () => (rule.domain === 'positive' ? 1 : 0));
  return { rule, loss: sampledPlane(slope, spread), scenario: { ...scenario, theta, steps: 1 } };
};

/** L(θ) = dᵀθ, the mean of (d + e)ᵀθ and (d − e)ᵀθ. */
const sampledPlane = (slope: Vector, spread: Vector): Loss => {
  const plane = { level: 0, slope, centre: new Float64Array(slope.length) };
  const linear = linearLoss(slope.length, () => plane);
  return {
    ...linear,
    facts: { ...linear.facts, stochastic: true },
    samples: {
      count: 2,
      gradient: (_, sample) => slope.map((d, i) => (sample === 0 ? d + spread[i]! : d - spread[i]!)),
    },
  };
};

const compare = (
  { rule, scenario }: Setting,
  { gradient, stored }: { readonly gradient: Vector; readonly stored: Vector | undefined },
  updates: Parameters<typeof expectedUpdate>[0],
): Observation => {
  const mean = expectedUpdate(updates);
  let margin = 1;
  for (let i = 0; i < mean.length; i++) {
    const due = -scenario.stepSize * gradient[i]!;
    const size = updates.reduce((sum, { probability, delta }) => sum + probability * Math.abs(delta[i]!), 0);
    const accuracy = calibrationAccuracy(coarser(rule.precision, rule.arithmetic));
    const allowed = accuracy * (size + Math.abs(due)) + (stored?.[i] ?? 0);
    const difference = Math.abs(mean[i]! - due);
    if (difference <= allowed) {
      margin = Math.min(margin, (allowed - difference) / allowed);
      continue;
    }
    const words = updates.length === 1 ? 'the first' : `the mean of all ${updates.length} possible`;
    return refuted({
      cause: 'not-calibrated',
      sentence: `on a linear loss with ∂L/∂θ[${i}] = ${gradient[i]!.toPrecision(4)}, ${words} Δθ[${i}] is ${contrast(mean[i]!, due)} = −η∂L/∂θ[${i}]`,
      margin: -difference / Math.max(Math.abs(mean[i]!), Math.abs(due)),
      derived: { coordinate: i, measured: mean[i]!, due, allowed },
    });
  }
  return holds(margin);
};
