import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { backtrack } from './newton/backtrack.ts';

/** One step s and the change z of the gradient along it, sᵀz > 0. */
interface Pair {
  readonly step: Vector;
  readonly change: Vector;
  /** sᵀz */
  readonly curvature: number;
}

/** Accepted pairs, oldest first, and where the last update was made. */
interface Memory {
  readonly pairs: readonly Pair[];
  readonly last: { readonly theta: Vector; readonly gradient: Vector } | null;
}

/**
 * Δ = αp, p = −H∇L with the limited-memory BFGS matrix H of the last m pairs, α = η/2ᵏ by backtracking on L.
 *
 * Pairs without positive curvature are left out, so that H is SPD; without pairs p = −∇L. Accepts a step only where
 * it saw the loss fall: the loss falls at every step that moves.
 * Source: Nocedal 1980; Liu and Nocedal 1989, the two-loop recursion. Cost: O(mD) and the values tried.
 */
const lbfgs = {
  name: 'lbfgs',
  source:
    'Nocedal, Updating quasi-Newton matrices with limited storage, Math. Comput. 35 (1980); Liu, Nocedal, Math. Program. 45 (1989)',
  hyperparameters: { memory: { default: 5, min: 1, max: 10 } },
  init: (): Memory => ({ pairs: [], last: null }),
  update(context: RuleContext, { pairs, last }: Memory) {
    const { theta, gradient, hyperparameters } = context;
    const memory = Math.round(hyperparameters.memory!);
    const pair = last && pairBetween(last, { theta, gradient });
    const kept = (pair ? [...pairs, pair] : pairs).slice(-memory);
    return {
      delta: backtrack(context, negativeProduct(kept, gradient)),
      state: { pairs: kept, last: { theta: theta.slice(), gradient: gradient.slice() } },
    };
  },
  contract: { effective: 'every-step', losses: ({ stochastic, timeVarying }) => !stochastic && !timeVarying },
  traits: ['rests-at-zero-gradient', 'serialisable', 'first-step-descent'],
} satisfies DeclaredRule;

export default lbfgs;

interface Point {
  readonly theta: Vector;
  readonly gradient: Vector;
}

const pairBetween = (from: Point, to: Point): Pair | null => {
  const step = to.theta.map((x, i) => x - from.theta[i]!);
  const change = to.gradient.map((d, i) => d - from.gradient[i]!);
  const curvature = dot(step, change);
  return curvature > 0 && Number.isFinite(1 / curvature) && Number.isFinite(dot(change, change))
    ? { step, change, curvature }
    : null;
};

/** −H∇L by the two loops, with H₀ = (sᵀz/zᵀz)I of the newest pair. */
const negativeProduct = (pairs: readonly Pair[], gradient: Vector): Vector => {
  let p = gradient.map((d) => -d);
  const weights = pairs.map(() => 0);
  for (let k = pairs.length - 1; k >= 0; k--) {
    const { step, change, curvature } = pairs[k]!;
    const weight = dot(step, p) / curvature;
    weights[k] = weight;
    p = p.map((d, i) => d - weight * change[i]!);
  }
  const newest = pairs.at(-1);
  if (newest) {
    const scale = newest.curvature / dot(newest.change, newest.change);
    p = p.map((d) => scale * d);
  }
  for (const [k, { step, change, curvature }] of pairs.entries()) {
    const weight = weights[k]! - dot(change, p) / curvature;
    p = p.map((d, i) => d + weight * step[i]!);
  }
  return p;
};

const dot = (a: Vector, b: Vector): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
