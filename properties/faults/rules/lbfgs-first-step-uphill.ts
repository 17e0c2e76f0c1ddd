import lbfgs from '../../../src/rules/lbfgs.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

export interface Last {
  readonly theta: Vector | null;
  readonly gradient: Vector | null;
}

/** L-BFGS with one pair and no line search, whose first direction is the gradient itself. */
export default {
  ...lbfgs,
  name: 'lbfgs-first-step-uphill',
  hyperparameters: {},
  init: () => ({ theta: null, gradient: null }),
  update({ theta, gradient, stepSize }: RuleContext, last: Last) {
    const s = theta.map((x, i) => x - (last.theta?.[i] ?? x));
    const z = gradient.map((d, i) => d - (last.gradient?.[i] ?? d));
    const curvature = dot(s, z);
    const state = { theta: theta.slice(), gradient: gradient.slice() };
    if (!(curvature > 0)) return { delta: gradient.map((d) => stepSize * d), state };
    const a = dot(s, gradient) / curvature;
    const q = gradient.map((d, i) => (curvature / dot(z, z)) * (d - a * z[i]!));
    const b = dot(z, q) / curvature;
    return { delta: q.map((d, i) => -stepSize * (d + (a - b) * s[i]!)), state };
  },
  modelledOn:
    'JuliaNLSolvers/Optim.jl#143 and argmin-rs/argmin#132: search directions of L-BFGS that do not descend; here by a sign',
  meant: 'lbfgs',
} satisfies FaultyRule;

const dot = (a: Vector, b: Vector): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
