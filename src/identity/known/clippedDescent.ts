import { euclideanNorm } from '../../linalg/euclideanNorm.ts';
import { gradientOnly } from '../../rules/declaration/traits.ts';
import type { DeclaredRule, RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

/** −η∇L/max(1, ‖∇L‖), by this norm. */
export const clippedBy = (name: string, norm: (v: Vector) => number) =>
  ({
    name,
    update({ gradient, stepSize }: RuleContext) {
      const size = norm(gradient);
      return gradient.map((d) => -stepSize * (size > 1 ? d / size : d));
    },
    contract: { effective: 'small-step', minCosine: 0.999 },
    traits: [
      ...gradientOnly,
      'permutation-equivariant',
      'skips-unused-parameter',
      'first-step-descent',
      'constant-signs',
      'orthogonal-equivariant',
      'constant-steps',
      'saturates',
    ],
  }) satisfies DeclaredRule;

/** Gradient descent whose gradient is clipped to length 1. */
export default {
  ...clippedBy('clipped-descent', euclideanNorm),
  source:
    'Pascanu, Mikolov, Bengio, On the difficulty of training recurrent neural networks, ICML (2013), arXiv:1211.5063',
};
