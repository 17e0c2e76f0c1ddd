import lbfgs from '../../../src/rules/lbfgs.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

export interface Last {
  readonly theta: Vector | null;
  readonly gradient: Vector | null;
}

/** L-BFGS with one pair and no line search, that compares every gradient with the first one. */
export default {
  ...lbfgs,
  name: 'lbfgs-stale-gradient',
  hyperparameters: {},
  init: () => ({ theta: null, gradient: null }),
  update({ theta, gradient, stepSize }: RuleContext, last: Last) {
    const s = theta.map((x, i) => x - (last.theta?.[i] ?? x));
    const z = gradient.map((d, i) => d - (last.gradient?.[i] ?? d));
    const curvature = dot(s, z);
    const state = { theta: theta.slice(), gradient: last.gradient ?? gradient.slice() };
    if (!(curvature > 0)) return { delta: gradient.map((d) => -stepSize * d), state };
    const a = dot(s, gradient) / curvature;
    const q = gradient.map((d, i) => (curvature / dot(z, z)) * (d - a * z[i]!));
    const b = dot(z, q) / curvature;
    return { delta: q.map((d, i) => -stepSize * (d + (a - b) * s[i]!)), state };
  },
  modelledOn:
    'argmin-rs/argmin#132: a direction that does not descend; here by a gradient that is never replaced',
  meant: 'lbfgs',
} satisfies FaultyRule;

const dot = (a: Vector, b: Vector): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
