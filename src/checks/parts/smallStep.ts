import { lossDrop } from '../../dynamics/lossDrop.ts';
import { runTrajectory, type Trajectory } from '../../dynamics/trajectory.ts';
import { constantGradientShare } from '../../linalg/rounding.ts';
import type { Announce, Observation } from '../../types/check.ts';
import type { Setting } from '../../types/scenario.ts';
import type { Vector } from '../../types/vector.ts';
import { objectiveOf, precisionOf } from './objective.ts';
import { holds, inconclusive, refuted, vacuous } from './outcomes.ts';
import { isZero, pairsOfRun, type StepPair } from './pairs.ts';
import { runOf } from './runs.ts';
import { degrees, short } from './short.ts';
import { observeRest } from './standstill.ts';

/** η is halved at most this often: from the largest steps drawn to below the distance of the nearest kink. */
const rungs = 60;

/** How many rungs are gone down at once from where a step goes uphill, or where nothing moves. */
const stride = 4;

/** Rungs on which the loss has to rise before an update orthogonal to ∇L is held against the rule. */
const risingRungs = 3;

/** What `small-step` demands of a case: runs beyond fifty steps now and then, on any loss. */
export const smallSteps = { min: 1, max: 64 } as const;

/** A step, and the step size of its run. */
interface BlamedPair extends StepPair {
  readonly stepSize: number;
}

/** What the run with one step size comes to. */
type Rung =
  | { readonly kind: 'none'; readonly reason: string }
  | { readonly kind: 'rests'; readonly trajectory: Trajectory }
  /** Every step that moves goes downhill. */
  | { readonly kind: 'descends'; readonly cosine: number; readonly moving: readonly number[] }
  /** The gradient changes along the run: a step against it may be blamed on the size of the steps. */
  | { readonly kind: 'turns' }
  | { readonly kind: 'uphill'; readonly step: number; readonly observation: Observation }
  /** The sign of some yᵀΔθ lies inside its rounding error. */
  | { readonly kind: 'level'; readonly pair: BlamedPair; readonly change: 'rose' | 'fell' | 'unknown' };

/** What the rungs so far have shown. */
interface Seen {
  blame?: Extract<Rung, { readonly kind: 'uphill' }>;
  lastRise?: BlamedPair;
  rest?: Trajectory;
}

/**
 * Whether there is a step size at which every step that moves has yᵀΔθ > 0, t frozen, the full gradient shown.
 *
 * η is halved until that is so. A step that goes uphill where the gradient counts as constant along the run refutes only
 * where that step does not go downhill at a smaller η either: a rule that looks elsewhere before it steps may need one.
 * Every fourth is tried; where they do not all go uphill, each.
 *
 * Cost: one run where the given η will do, 60 at most, 15 or so for a rule that goes uphill at every η.
 */
export const observeSmallStep = (setting: Setting, announce: Announce): Observation => {
  let [rose, fell] = [0, 0];
  const seen: Seen = {};
  let [moves, unanimous] = [false, true];
  const passed: number[] = [];
  const look = (rung: number): Observation | undefined => {
    const found = runAt(setting, announce, rung);
    if (found.kind === 'none' && !seen.blame) return vacuous(found.reason);
    if (found.kind === 'descends' && (!seen.blame || found.moving.includes(seen.blame.step)))
      return holds(found.cosine);
    if (found.kind === 'rests' && rung === 0) {
      if (isZero(startOf(setting))) return vacuous('∇L = 0 at the start, and nothing moves');
      seen.rest = found.trajectory;
    }
    // Rungs were passed over while nothing moved, too.
    if (seen.rest && !moves && found.kind !== 'rests') unanimous = false;
    moves ||= found.kind !== 'rests';
    unanimous &&= seen.blame === undefined || found.kind === 'uphill';
    if (found.kind === 'uphill') seen.blame ??= found;
    if (found.kind === 'level') {
      rose += Number(found.change === 'rose');
      fell += Number(found.change === 'fell');
      if (found.change === 'rose') seen.lastRise = found.pair;
    }
    return undefined;
  };
  for (let rung = 0; rung < rungs; rung++) {
    if ((seen.blame || (seen.rest && !moves)) && rung % stride !== 0) {
      passed.push(rung);
      continue;
    }
    const decided = look(rung);
    if (decided) return decided;
  }
  if (seen.rest && !moves) return observeRest(setting, announce, seen.rest);
  for (const rung of unanimous ? [] : passed) {
    const decided = look(rung);
    if (decided) return decided;
  }
  if (seen.blame) return seen.blame.observation;
  if (seen.lastRise && rose >= risingRungs && fell === 0) return orthogonal(seen.lastRise, rose);
  return inconclusive(
    'the sign of yᵀΔθ lies inside its rounding error, or the gradient turns at every step size',
  );
};

/** ∇L where the case starts, t = 0. */
const startOf = ({ rule, loss, scenario }: Setting): Vector =>
  objectiveOf(rule, loss).gradient(Float64Array.from(scenario.theta), 0);

const runAt = (setting: Setting, announce: Announce, rung: number): Rung => {
  const { rule, loss, scenario } = setting;
  const objective = objectiveOf(rule, loss);
  const stepSize = scenario.stepSize * 2 ** -rung;
  const trajectory = runTrajectory(rule, loss, { ...runOf(setting, announce), frozen: true, stepSize });
  const { steps, fault } = trajectory;
  if (fault) return { kind: 'none', reason: fault.message };
  const last = steps.at(-1);
  if (!last) return { kind: 'none', reason: 'the loss or its gradient overflows at the start' };
  const found = pairsOfRun(steps, objective, {
    precision: precisionOf(rule),
    shown: objective === loss,
  });
  const worst = worstPair(found.pairs);
  if (!worst) return { kind: 'rests', trajectory };
  if (worst.product > worst.bound) {
    const moving = found.pairs.map(({ step }) => step.index);
    return { kind: 'descends', cosine: worst.cosine, moving };
  }
  // Where the run ends too: of a run of one step, its start alone would say nothing.
  const gradientChange = found.changeUpTo(objective.gradient(last.next, 0));
  if (!(gradientChange <= constantGradientShare)) return { kind: 'turns' };
  if (worst.product < -worst.bound) {
    return { kind: 'uphill', step: worst.step.index, observation: uphill(worst, gradientChange, stepSize) };
  }
  const { drop, bound } = lossDrop(objective, steps[0]!.theta, last.next, 0);
  const hasRisen = drop < -bound && worst.significant;
  return {
    kind: 'level',
    pair: { ...worst, stepSize },
    change: hasRisen ? 'rose' : drop > bound ? 'fell' : 'unknown',
  };
};

/** The pair with the least yᵀΔ beyond its bound. */
const worstPair = (pairs: readonly StepPair[]): StepPair | undefined => {
  let worst: StepPair | undefined;
  for (const pair of pairs) {
    // Whoever is not above its bound comes before whoever is; NaN is not above anything.
    if (!worst || excess(pair) < excess(worst)) worst = pair;
  }
  return worst;
};

const excess = ({ product, bound, cosine }: StepPair): number => {
  if (product > bound) return 2 + cosine;
  return product < -bound ? -2 + cosine : 0;
};

const uphill = (pair: StepPair, gradientChange: number, stepSize: number): Observation => {
  const { step, product, bound, cosine } = pair;
  const angle = Math.acos(Math.max(-1, cosine));
  return refuted({
    cause: 'uphill',
    sentence:
      `step ${step.index} goes uphill: yᵀΔθ = ${short(product)} (ψ = ${degrees(angle)}) with η = ${short(stepSize)}` +
      (gradientChange > 0
        ? `, so small that ∇L changes by ${short(100 * gradientChange)} % over the run`
        : ''),
    margin: cosine,
    derived: {
      step: step.index,
      stepSize,
      psi: angle,
      cosine,
      measured: product,
      allowed: 0,
      noiseFloor: bound,
      gradientChange,
    },
  });
};

const orthogonal = (pair: BlamedPair, rose: number): Observation => {
  const { step, product, bound, cosine } = pair;
  return refuted({
    cause: 'orthogonal',
    sentence:
      `step ${step.index} is orthogonal to ∇L (yᵀΔθ = ${short(product)} ± ${short(bound)}), ` +
      `and the loss rises at ${rose} step sizes and falls at none`,
    margin: Math.min(cosine, -bound),
    derived: {
      step: step.index,
      stepSize: pair.stepSize,
      psi: Math.acos(Math.max(-1, Math.min(1, cosine))),
      cosine,
      measured: product,
      allowed: 0,
      noiseFloor: bound,
    },
  });
};
