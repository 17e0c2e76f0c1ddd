import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise, followsSlopes, gradientOnly } from './declaration/traits.ts';

/** How far the average is from the iterate of the base method, x − z, shape (D), and the steps so far. */
interface Offset {
  readonly count: number;
  readonly offset: Vector;
}

/**
 * z ← z − η∇L(y), x ← (1 − c)x + cz with c = 1/(t + 1), y = (1 − β)z + βx: θ is y, where gradients are taken.
 *
 * With e = x − z, which becomes (1 − c)(e + η∇L): Δ = −η∇L + β(e' − e). The answer of the method is x = θ + (1 − β)e, the
 * mean of all z, the first among them; implementations leave that one out. Under a constant gradient
 * Δ = −η(1 − β/2)∇L at every step.
 * Source: Defazio et al. 2024, equations 3 to 5. Cost: O(D).
 */
const scheduleFree = {
  name: 'schedule-free',
  source:
    'Defazio, Yang, Mehta, Mishchenko, Khaled, Cutkosky, The road less scheduled, NeurIPS (2024), arXiv:2405.15682',
  hyperparameters: { beta: { default: 0.9, min: 0, max: 0.99 } },
  init: (theta: Vector): Offset => ({ count: 0, offset: new Float64Array(theta.length) }),
  update({ gradient, stepSize, hyperparameters }: RuleContext, state: Offset) {
    const count = state.count + 1;
    const keep = count / (count + 1);
    const offset = state.offset.map((e, i) => keep * (e + stepSize * gradient[i]!));
    const delta = offset.map(
      (e, i) => hyperparameters.beta! * (e - state.offset[i]!) - stepSize * gradient[i]!,
    );
    return { delta, state: { count, offset } };
  },
  contract: { effective: 'small-step' },
  traits: [
    ...gradientOnly,
    ...coordinatewise,
    ...followsSlopes,
    'scale-linear',
    'orthogonal-equivariant',
    'constant-steps',
  ],
} satisfies DeclaredRule;

export default scheduleFree;
