import type { DeclaredRule, RuleContext } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';
import { coordinatewise, followsSlopes, gradientOnly } from './declaration/traits.ts';

/** The gradient of the step before, 0 where its sign had just changed, and the widths of the steps; each of shape (D). */
interface Widths {
  readonly last: Vector;
  /** null before the first step, whose widths are η. */
  readonly widths: Vector | null;
}

/** Bounds on the widths, as multiples of η. */
const [narrowest, widest] = [1e-6, 50];

/**
 * Δᵢ = −wᵢ sign(∂ᵢL), w₀ = η; wᵢ grows by η⁺ where ∂ᵢL kept its sign, and shrinks by η⁻ where it changed: there Δᵢ = 0
 * and the change is forgotten.
 *
 * Widths stay within 10⁻⁶η … 50η. Only signs are read, so that every coordinate that moves has the sign of y.
 * Source: Riedmiller and Braun 1993; in the variant without backtracking, iRprop⁻, Igel and Hüsken 2000. Cost: O(D).
 */
const rprop = {
  name: 'rprop',
  source:
    'Riedmiller, Braun, A direct adaptive method for faster backpropagation learning: the RPROP algorithm, ICNN (1993); Igel, Hüsken, Improving the Rprop learning algorithm, NC (2000)',
  hyperparameters: {
    increase: { default: 1.2, min: 1, max: 1.5 },
    decrease: { default: 0.5, min: 0.1, max: 0.9 },
  },
  init: (theta: Vector): Widths => ({ last: new Float64Array(theta.length), widths: null }),
  update({ gradient, stepSize, hyperparameters }: RuleContext, { last, widths: before }: Widths) {
    const [increase, decrease] = [hyperparameters.increase!, hyperparameters.decrease!];
    const widths = new Float64Array(gradient.length).fill(stepSize);
    const seen = gradient.slice();
    for (let i = 0; i < seen.length; i++) {
      const width = before?.[i] ?? stepSize;
      const agreement = Math.sign(last[i]!) * Math.sign(gradient[i]!);
      if (agreement > 0) widths[i] = Math.min(increase * width, widest * stepSize);
      else if (agreement < 0) widths[i] = Math.max(decrease * width, narrowest * stepSize);
      else widths[i] = width;
      if (agreement < 0) seen[i] = 0;
    }
    return { delta: seen.map((d, i) => -Math.sign(d) * widths[i]!), state: { last: seen, widths } };
  },
  contract: { effective: 'small-step' },
  traits: [...gradientOnly, ...coordinatewise, ...followsSlopes, 'scale-invariant', 'saturates'],
} satisfies DeclaredRule;

export default rprop;
