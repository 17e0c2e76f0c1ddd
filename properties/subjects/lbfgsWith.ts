import lbfgs from '../../src/rules/lbfgs.ts';
import { backtrack } from '../../src/rules/newton/backtrack.ts';
import type { DeclaredRule, RuleContext } from '../../src/types/rule.ts';
import type { Vector } from '../../src/types/vector.ts';

type Memory = ReturnType<typeof lbfgs.init>;
type Pairs = Memory['pairs'];

/** What the two loops take from the pairs, oldest first; k counts from the oldest pair, 0. */
export interface Loops {
  /** H₀, the factor of the identity. */
  readonly initial: (pairs: Pairs) => number;
  /** What sᵀp/sᵀz of pair k is multiplied by in the first loop. */
  readonly first: (k: number, pairs: Pairs) => number;
  /** What zᵀp/sᵀz of pair k is multiplied by in the second loop. */
  readonly second: (k: number, pairs: Pairs) => number;
}

/** sᵀz/zᵀz of one pair. */
export const scaleOf = ({ change, curvature }: Pairs[number]): number => curvature / dot(change, change);

const right: Loops = { initial: (pairs) => scaleOf(pairs.at(-1)!), first: () => 1, second: () => 1 };

/** L-BFGS with its memory and its line search as they are, and something changed in the two loops. */
export const lbfgsWith = (name: string, change: Partial<Loops>): DeclaredRule => {
  const loops = { ...right, ...change };
  return {
    ...lbfgs,
    name,
    update(context: RuleContext, memory: Memory) {
      const { state } = lbfgs.update(context, memory);
      return { delta: backtrack(context, negativeProduct(state.pairs, context.gradient, loops)), state };
    },
  };
};

/** −H∇L. Source: Nocedal 1980. */
const negativeProduct = (pairs: Pairs, gradient: Vector, { initial, first, second }: Loops): Vector => {
  let p = gradient.map((d) => -d);
  if (pairs.length === 0) return p;
  const weights = pairs.map(() => 0);
  for (const [k, { step, change, curvature }] of [...pairs.entries()].reverse()) {
    const weight = first(k, pairs) * (dot(step, p) / curvature);
    weights[k] = weight;
    p = p.map((d, i) => d - weight * change[i]!);
  }
  const scale = initial(pairs);
  p = p.map((d) => scale * d);
  for (const [k, { step, change, curvature }] of pairs.entries()) {
    const weight = weights[k]! - second(k, pairs) * (dot(change, p) / curvature);
    p = p.map((d, i) => d + weight * step[i]!);
  }
  return p;
};

const dot = (a: Vector, b: Vector): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
