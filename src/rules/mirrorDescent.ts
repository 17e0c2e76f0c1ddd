import type { DeclaredRule } from '../types/rule.ts';
import { coordinatewise, followsSlopes } from './declaration/traits.ts';

/**
 * Δᵢ = θᵢ(exp(−η∂ᵢL(θ)) − 1), θ > 0: mirror descent with the mirror map Σ θᵢ log θᵢ − θᵢ.
 *
 * Every coordinate of Δ has the sign of y. θᵢ saturates at the largest double instead of overflowing.
 * Source: Kivinen and Warmuth 1997 (EGU); Beck and Teboulle 2003. Accuracy: four roundings. Cost: O(D).
 */
const mirrorDescent = {
  name: 'mirror-descent',
  source:
    'Kivinen, Warmuth, Exponentiated gradient versus gradient descent for linear predictors, Inf. Comput. 132 (1997); Beck, Teboulle, Oper. Res. Lett. 31 (2003)',
  domain: 'positive',
  update: ({ theta, gradient, stepSize }) =>
    theta.map((x, i) => {
      const exponent = Math.min(-stepSize * gradient[i]!, Math.log(Number.MAX_VALUE));
      return Math.min(x * Math.expm1(exponent), Number.MAX_VALUE);
    }),
  contract: { effective: 'small-step' },
  traits: [...coordinatewise, ...followsSlopes, 'rests-at-zero-gradient', 'serialisable'],
} satisfies DeclaredRule;

export default mirrorDescent;
