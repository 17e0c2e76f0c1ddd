import fc from 'fast-check';
import { atMost, inconclusive, worst } from '../../src/checks/outcome/outcome.ts';
import { gamma } from '../../src/linalg/rounding.ts';
import { flatLoss } from '../../src/losses/derived/flatLoss.ts';
import lbfgs from '../../src/rules/lbfgs.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { Loss } from '../../src/types/loss.ts';
import type { DeclaredRule } from '../../src/types/rule.ts';
import type { Vector } from '../../src/types/vector.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { bfgsProduct, type SecantPair } from '../exact/bfgsProduct.ts';
import { fixed, size, times, toNumber } from '../exact/fixedPoint.ts';
import { lbfgsWith, scaleOf } from '../subjects/lbfgsWith.ts';

interface Case {
  /** θ and ∇L at each call, whole numbers, so that s, z, sᵀz and zᵀz are exact in doubles. */
  readonly points: readonly { readonly theta: readonly number[]; readonly gradient: readonly number[] }[];
  readonly memory: number;
  readonly stepSize: number;
}

const numbers = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 8, maxLength: 8 });

const given: fc.Arbitrary<Case> = fc
  .record({
    columns: fc.array(fc.record({ theta: numbers, gradient: numbers }), { minLength: 1, maxLength: 4 }),
    calls: fc.integer({ min: 1, max: 8 }),
    memory: fc.integer({ min: 1, max: 5 }),
    stepSize: fc.constantFrom(1, 0.5, 0.1),
  })
  .map(({ columns, calls, memory, stepSize }) => ({
    points: Array.from({ length: calls }, (_, k) => ({
      theta: columns.map(({ theta }) => theta[k]!),
      gradient: columns.map(({ gradient }) => gradient[k]!),
    })),
    memory,
    stepSize,
  }));

/** Falls without end as soon as θ moves, so that the line search takes its first step, η. */
const fallingFrom = (theta: Vector): Loss => ({
  ...flatLoss(theta.length),
  value: (at) => (at.every((x, i) => x === theta[i]) ? 0 : Number.NEGATIVE_INFINITY),
});

/** Δ of the last call. */
const lastDelta = (rule: DeclaredRule, { points, memory, stepSize }: Case): Vector => {
  const hyperparameters = { memory };
  const random = (): number => 0.5;
  const parameters = [
    { name: 'theta', shape: [points[0]!.theta.length], from: 0, to: points[0]!.theta.length },
  ];
  let delta: Vector = new Float64Array();
  let state: unknown;
  for (const [step, point] of points.entries()) {
    const theta = Float64Array.from(point.theta);
    const loss = fallingFrom(theta);
    if (step === 0) state = rule.init?.(theta, { random, loss, hyperparameters, parameters });
    const gradient = Float64Array.from(point.gradient);
    const context = { theta, gradient, stepSize, step, time: 0, random, hyperparameters, loss, parameters };
    const output = rule.update(context, state);
    if (!('delta' in output)) throw new TypeError(`lastDelta: ${rule.name} must keep a state`);
    delta = Float64Array.from(output.delta);
    state = output.state;
  }
  return delta;
};

/** The last `memory` pairs of positive curvature between consecutive points. */
const pairsOf = ({ points, memory }: Case): readonly SecantPair[] =>
  points
    .slice(1)
    .map(({ theta, gradient }, k) => ({
      step: theta.map((x, i) => BigInt(x - points[k]!.theta[i]!)),
      change: gradient.map((d, i) => BigInt(d - points[k]!.gradient[i]!)),
    }))
    .filter(({ step, change }) => step.reduce((sum, x, i) => sum + x * change[i]!, 0n) > 0n)
    .slice(-memory);

const holdsFor =
  (rule: DeclaredRule) =>
  (value: Case): Outcome => {
    const gradient = value.points.at(-1)!.gradient.map(BigInt);
    const { product, magnitude, roundings } = bfgsProduct(pairsOf(value), gradient);
    const slope = toNumber(gradient.reduce((sum, d, i) => sum + d * product[i]!, 0n));
    const slopeSize = toNumber(gradient.reduce((sum, d, i) => sum + size(d) * magnitude[i]!, 0n));
    // Where rounding can turn the sign of ∇Lᵀp, the rule may take −∇L instead.
    if (slope !== 0 && slope <= gamma(roundings + gradient.length) * slopeSize)
      return inconclusive('rounding can turn the sign of ∇Lᵀp');
    const eta = fixed(value.stepSize);
    return worst(
      Array.from(lastDelta(rule, value), (d, i) => {
        const error = Math.abs(toNumber(fixed(d) + times(eta, product[i]!)));
        return atMost(error, gamma(roundings + 1) * toNumber(times(eta, magnitude[i]!)));
      }),
    );
  };

const isNewest = (k: number, { length }: { readonly length: number }): number => (k === length - 1 ? 1 : 0);

const withMorePairs = (rule: DeclaredRule): DeclaredRule => ({
  ...rule,
  update: (context, state) =>
    rule.update({ ...context, hyperparameters: { memory: context.hyperparameters.memory! + 1 } }, state),
});

/** The two loops against the product that they unroll. */
const lbfgsFollowsTheDenseMatrix: Claim<Case> = {
  id: 'transitions-lbfgs',
  claim:
    'L-BFGS moves along −H∇L, H the dense BFGS matrix of the last m pairs of positive curvature from (sᵀz/zᵀz)I of the newest',
  source: 'Nocedal 1980; rounding errors by the standard model',
  given,
  holds: holdsFor(lbfgs),
  mutants: {
    'H₀ of the oldest pair': holdsFor(lbfgsWith('mutant', { initial: (pairs) => scaleOf(pairs[0]!) })),
    'H₀ = I': holdsFor(lbfgsWith('mutant', { initial: () => 1 })),
    'a first loop over the newest pair only': holdsFor(lbfgsWith('mutant', { first: isNewest })),
    'a second loop without zᵀp/sᵀz of older pairs': holdsFor(lbfgsWith('mutant', { second: isNewest })),
    'a memory of one pair more': holdsFor(withMorePairs(lbfgs)),
  },
};

export default lbfgsFollowsTheDenseMatrix;
