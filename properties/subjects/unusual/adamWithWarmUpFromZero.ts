import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

interface Moments {
  readonly mean: Vector;
  readonly square: Vector;
}

/** Adam whose step size rises from 0 over ten steps and falls like 1/√t from there. Source: Vaswani et al. 2017, arXiv:1706.03762, section 5.3. */
export default {
  name: 'adam-with-warm-up-from-zero',
  init: (theta: Vector): Moments => ({
    mean: new Float64Array(theta.length),
    square: new Float64Array(theta.length),
  }),
  update({ gradient, stepSize, step }: RuleContext, before: Moments) {
    const mean = before.mean.map((m, i) => 0.9 * m + 0.1 * gradient[i]!);
    const square = before.square.map((v, i) => 0.98 * v + 0.02 * gradient[i]! ** 2);
    const rate = stepSize * (step < 10 ? step / 10 : Math.sqrt(10 / step));
    const corrected = (m: number): number => m / (1 - 0.9 ** (step + 1));
    const delta = mean.map(
      (m, i) => (-rate * corrected(m)) / (Math.sqrt(square[i]! / (1 - 0.98 ** (step + 1))) + 1e-9),
    );
    return { delta, state: { mean, square } };
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
