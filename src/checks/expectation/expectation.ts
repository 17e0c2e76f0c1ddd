import { expectedDrop, expectedUpdate, type NoisyUpdate } from '../../dynamics/expectation.ts';
import { type LossDrop, lossDrop } from '../../dynamics/lossDrop.ts';
import { changeWithin } from '../../dynamics/lossWithin.ts';
import { updateProductBound } from '../../dynamics/rounding.ts';
import { euclideanNorm } from '../../linalg/euclideanNorm.ts';
import { unitInTheLastPlace } from '../../linalg/precision.ts';
import { isZero } from '../../linalg/vector.ts';
import { objectiveOf } from '../../rules/declaration/objective.ts';
import type { Observation } from '../../types/check.ts';
import type { Loss } from '../../types/loss.ts';
import type { Precision } from '../../types/rule.ts';
import type { Running } from '../../types/run.ts';
import type { Setting } from '../../types/scenario.ts';
import type { Vector } from '../../types/vector.ts';
import { constantGradientShare } from '../judgement/rounding.ts';
import { short } from '../outcome/figures.ts';
import { holds, inconclusive, refuted, vacuous } from '../outcome/outcome.ts';
import { reasonNotPromised } from '../run/run.ts';
import { firstUpdateNoise, type Noise } from './firstUpdate.ts';
import { riseInTheMean } from './riseInTheMean.ts';

/** η is halved at most this often. */
const rungs = 24;

/** Standard errors by which a drawn mean has to differ from 0 to count as a fall, or to be suspected of a rise. */
const clearly = 6;

/** Updates that are drawn at each step size. */
const pilotDraws = 256;

/** Probability with which a rule that descends in expectation may be refuted in one case, over all its rungs. */
const falseAlarm = 1e-9;

/**
 * Whether L falls in expectation at the first step, at η, η/2, η/4, … (only at η where the contract covers it).
 *
 * Where the noise can be enumerated the expectation is exact, and the rule is refuted where yᵀE[Δ] < 0 beyond rounding
 * while no outcome changes ∇L by more than 2⁻⁷ of it. Where it can only be drawn, 256 updates that point to a rise
 * make it suspect, and fresh ones refute it, under the same condition, by {@link riseInTheMean}.
 *
 * Source: P12.
 */
export function* observeExpectation(setting: Setting): Running<Observation> {
  const { rule, loss, scenario } = setting;
  const reason = reasonNotPromised(setting);
  if (reason !== undefined) return vacuous(reason);
  const noise = yield* firstUpdateNoise(setting);
  if (!noise) return vacuous('the rule makes no first step here');
  const objective = objectiveOf(rule, loss, scenario.hyperparameters);
  const judge = noise.exact ? enumerated : drawn;
  const promised = rule.contract.maxStepSize !== undefined;
  let moved = false;
  for (let rung = 0; rung < (promised ? 1 : rungs); rung++) {
    const stepSize = scenario.stepSize * 2 ** -rung;
    const updates = yield* noise.updates(stepSize, { from: 0, count: pilotDraws });
    if (updates.every(({ delta }) => isZero(delta))) continue;
    moved = true;
    const found = judge({ setting, loss: objective, updates, promised, noise });
    if (found.fell !== undefined) return holds(found.fell);
    if (!found.rise) continue;
    if (noise.exact) return uphill(found.rise, stepSize, updates.length);
    const theta = Float64Array.from(scenario.theta);
    const gradient = objective.gradient(theta, 0);
    const rise = yield* riseInTheMean({
      pilot: updates.map(dropFrom(objective, theta, noise)),
      *drops(from) {
        const fresh = yield* noise.updates(stepSize, { from, count: pilotDraws });
        if (!promised && !constantAmong(objective, theta, gradient, fresh)) return undefined;
        return fresh.map(dropFrom(objective, theta, noise));
      },
      falseAlarm: falseAlarm / rungs,
    });
    if (rise) return uphill(rise, stepSize, rise.drawn);
  }
  if (!moved) return vacuous('nothing moves');
  return inconclusive('the mean change of the loss lies inside its error');
}

interface Question {
  readonly setting: Setting;
  readonly loss: Loss;
  readonly updates: readonly NoisyUpdate[];
  /** Whether the contract covers this very step size. */
  readonly promised: boolean;
  readonly noise: Noise;
}

interface Rise {
  /** yᵀE[Δ], or the mean drop of the loss; below 0. */
  readonly measured: number;
  readonly noiseFloor: number;
}

/** The relative fall or the rise of the loss in the mean; neither where that is open. */
interface Found {
  readonly fell?: number;
  readonly rise?: Rise;
}

const enumerated = ({ setting, loss, updates, promised, noise: source }: Question): Found => {
  const theta = Float64Array.from(setting.scenario.theta);
  const { drop, bound } = expectedDrop(loss, theta, updates);
  if (drop > bound) return { fell: drop / (Math.abs(loss.value(theta, 0)) + drop) };
  if (promised) {
    const noiseFloor =
      bound +
      updates.reduce(
        (sum, { probability, delta }) => sum + probability * storing(loss, theta, delta, source),
        0,
      );
    return drop < -noiseFloor ? { rise: { measured: drop, noiseFloor } } : {};
  }
  const gradient = loss.gradient(theta, 0);
  if (!constantAmong(loss, theta, gradient, updates)) return {};
  const delta = expectedUpdate(updates);
  const y = gradient.map((value) => -value);
  const product = y.reduce((sum, value, i) => sum + value * delta[i]!, 0);
  const largestDelta = y.map((_, i) =>
    updates.reduce((most, update) => Math.max(most, Math.abs(update.delta[i]!)), 0),
  );
  const noise = updateProductBound({
    theta,
    y,
    gradientRoundoff: shownRoundoff(loss, theta, gradient, setting.rule.precision),
    delta,
    largestY: y.map(Math.abs),
    largestDelta,
    step: updates.length,
    precision: setting.rule.precision,
    arithmetic: setting.rule.arithmetic,
    stored: meanOf(updates, source),
  });
  return product < -noise ? { rise: { measured: product, noiseFloor: noise } } : {};
};

const constantAmong = (
  loss: Loss,
  theta: Vector,
  gradient: Vector,
  updates: readonly NoisyUpdate[],
): boolean => {
  const norm = euclideanNorm(gradient);
  return updates.every(({ delta }) => {
    const there = loss.gradient(
      theta.map((value, i) => value + delta[i]!),
      0,
    );
    return euclideanNorm(there.map((value, i) => value - gradient[i]!)) <= constantGradientShare * norm;
  });
};

const uphill = ({ measured, noiseFloor }: Rise, stepSize: number, outcomes: number): Observation =>
  refuted({
    cause: 'uphill-in-expectation',
    sentence: `the first step goes uphill in the mean over ${outcomes} outcomes, by ${short(-measured)} with η = ${short(stepSize)}`,
    margin: measured,
    derived: { stepSize, outcomes, measured, allowed: 0, noiseFloor },
  });

/** With what storing θ' can do to the loss in its bound. */
const dropFrom =
  (loss: Loss, theta: Vector, noise: Noise) =>
  ({ delta }: NoisyUpdate): LossDrop => {
    const next = theta.map((value, i) => value + delta[i]!);
    const { drop, bound } = lossDrop(loss, theta, next);
    return { drop, bound: bound + storing(loss, theta, delta, noise) };
  };

/** What storing θ' can do to the loss. */
const storing = (loss: Loss, theta: Vector, delta: Vector, noise: Noise): number => {
  const stored = noise.stored(delta);
  const next = theta.map((value, i) => value + delta[i]!);
  return stored ? changeWithin(loss, next, stored, 0) : 0;
};

/** What storing θ' may have changed of E[Δ], where the rule hands back θ'. */
const meanOf = (updates: readonly NoisyUpdate[], noise: Noise): Vector | undefined => {
  const all = updates.flatMap(({ probability, delta }) => {
    const stored = noise.stored(delta);
    return stored ? [{ probability, delta: stored }] : [];
  });
  return all.length > 0 ? expectedUpdate(all) : undefined;
};

/** The bound on the gradient of a loss, and on its rounding to the precision in which a rule is shown it. */
const shownRoundoff = (loss: Loss, theta: Vector, gradient: Vector, precision: Precision): Vector => {
  const { gradient: bounds } = loss.roundoff(theta, 0);
  if (precision === 'float64') return bounds;
  return bounds.map((r, i) => r + unitInTheLastPlace(gradient[i]!, precision) / 2);
};

const drawn = ({ setting, loss, updates, promised, noise: source }: Question): Found => {
  const theta = Float64Array.from(setting.scenario.theta);
  let [sum, squares, noise] = [0, 0, 0];
  for (const { drop, bound } of updates.map(dropFrom(loss, theta, source))) {
    sum += drop;
    squares += drop * drop;
    noise += bound;
  }
  const mean = sum / updates.length;
  const error = Math.sqrt(Math.max(0, squares / updates.length - mean * mean) / updates.length);
  const noiseFloor = clearly * error + noise / updates.length;
  if (mean > noiseFloor) return { fell: mean / (Math.abs(loss.value(theta, 0)) + mean) };
  if (!(mean < -noiseFloor)) return {};
  const decisive = promised || constantAmong(loss, theta, loss.gradient(theta, 0), updates);
  return decisive ? { rise: { measured: mean, noiseFloor } } : {};
};
