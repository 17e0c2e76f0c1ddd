import { lossDrop } from '../../dynamics/lossDrop.ts';
import { runTrajectory } from '../../dynamics/trajectory.ts';
import { constantGradientShare } from '../../linalg/rounding.ts';
import type { Announce, Observation } from '../../types/check.ts';
import type { Setting } from '../../types/scenario.ts';
import { objectiveOf, precisionOf } from './objective.ts';
import { holds, inconclusive, refuted, vacuous } from './outcomes.ts';
import { pairsOfRun, type RunPairs, type StepPair } from './pairs.ts';
import { runOf } from './runs.ts';
import { degrees, short } from './short.ts';
import { observeRest } from './standstill.ts';

/** η is halved at most this often: from the largest steps drawn to below the distance of the nearest kink. */
const rungs = 60;

/** Rungs on which the loss has to rise before an update orthogonal to ∇L is held against the rule. */
const risingRungs = 3;

/** What `small-step` demands of a case: runs beyond fifty steps now and then, on any loss. */
export const smallSteps = { min: 1, max: 64 } as const;

/**
 * Whether there is a step size at which every step that moves has yᵀΔθ > 0, t frozen, the full gradient shown.
 *
 * η is halved until that is so, or until the gradient counts as constant along a run that still goes uphill.
 *
 * Cost: one run where the given η will do, at most 60.
 */
export const observeSmallStep = (setting: Setting, announce: Announce): Observation => {
  const { rule, loss, scenario } = setting;
  const objective = objectiveOf(rule, loss);
  const options = { precision: precisionOf(rule), shown: objective === loss };
  const run = { ...runOf(setting, announce), frozen: true };
  let rose = 0;
  let fell = 0;
  let lastRise: StepPair | undefined;
  for (let rung = 0; rung < rungs; rung++) {
    const stepSize = scenario.stepSize * 2 ** -rung;
    const trajectory = runTrajectory(rule, loss, { ...run, stepSize });
    if (trajectory.fault) return vacuous(trajectory.fault.message);
    if (trajectory.steps.length === 0) return vacuous('the loss or its gradient overflows at the start');
    const found = pairsOfRun(trajectory.steps, objective, options);
    const worst = worstPair(found.pairs);
    if (!worst) {
      if (rung === 0) return observeRest(setting, announce, trajectory);
      continue;
    }
    if (worst.product > worst.bound) return holds(worst.cosine);
    if (!(found.gradientChange <= constantGradientShare)) continue;
    if (worst.product < -worst.bound) return uphill(worst, found, stepSize);
    const first = trajectory.steps[0]!;
    const { drop, bound } = lossDrop(objective, first.theta, trajectory.steps.at(-1)!.next, 0);
    if (drop > bound) fell++;
    if (drop < -bound && worst.significant) {
      rose++;
      lastRise = worst;
    }
  }
  if (lastRise && rose >= risingRungs && fell === 0) return orthogonal(lastRise, rose);
  return inconclusive(
    'the sign of yᵀΔθ lies inside its rounding error, or the gradient turns at every step size',
  );
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

const uphill = (pair: StepPair, found: RunPairs, stepSize: number): Observation => {
  const { step, product, bound, cosine } = pair;
  const angle = Math.acos(Math.max(-1, cosine));
  return refuted({
    cause: 'uphill',
    sentence:
      `step ${step.index} goes uphill: yᵀΔθ = ${short(product)} (ψ = ${degrees(angle)}) with η = ${short(stepSize)}` +
      (found.gradientChange > 0
        ? `, so small that ∇L changes by ${short(100 * found.gradientChange)} % over the run`
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
      gradientChange: found.gradientChange,
    },
  });
};

const orthogonal = (pair: StepPair, rose: number): Observation => {
  const { step, product, bound, cosine } = pair;
  return refuted({
    cause: 'orthogonal',
    sentence:
      `step ${step.index} is orthogonal to ∇L (yᵀΔθ = ${short(product)} ± ${short(bound)}), ` +
      `and the loss rises at ${rose} step sizes and falls at none`,
    margin: Math.min(cosine, -bound),
    derived: {
      step: step.index,
      psi: Math.acos(Math.max(-1, Math.min(1, cosine))),
      cosine,
      measured: product,
      allowed: 0,
      noiseFloor: bound,
    },
  });
};
