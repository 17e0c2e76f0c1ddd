import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { gradientOnly } from './declaration/traits.ts';
import { byLayer } from './layers/layers.ts';
import { orthogonalised } from './layers/orthogonalised.ts';

/**
 * B ← bB + ∇L, Δ = −η O(∇L + bB) for each matrix, where O(UΣVᵀ) is about UVᵀ; B = 0 at the start.
 *
 * Momentum is Nesterov's, as in the authors' code, and O five steps of Newton and Schulz, whose coefficients leave singular
 * values between about 0.7 and 1.2. While the gradient stays about the same, yᵀg is a sum of positive terms, though single
 * coordinates may go uphill.
 * Source: Jordan et al. 2024; Liu et al. 2025. Cost: O(D·min(rows, columns)).
 */
const muon = {
  name: 'muon',
  source:
    'Jordan, Jin, Boza, You, Cesista, Newhouse, Bernstein, Muon: an optimizer for hidden layers in neural networks (2024), kellerjordan.github.io/posts/muon; Liu et al., Muon is scalable for LLM training (2025), arXiv:2502.16982',
  hyperparameters: { momentum: { default: 0.95, min: 0, max: 0.99 } },
  init: (theta: Vector) => new Float64Array(theta.length),
  update({ gradient, stepSize, hyperparameters, parameters }: RuleContext, previous: Vector) {
    const momentum = hyperparameters.momentum!;
    const buffer = previous.map((m, i) => momentum * m + gradient[i]!);
    const ahead = buffer.map((m, i) => gradient[i]! + momentum * m);
    return {
      delta: byLayer(parameters, ahead, orthogonalised).map((d) => -stepSize * d),
      state: buffer,
    };
  },
  shapes: 'matrix',
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, 'scale-invariant', 'constant-steps', 'saturates'],
} satisfies DeclaredRule;

export default muon;
