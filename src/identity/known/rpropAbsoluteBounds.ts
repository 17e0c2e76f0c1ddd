import type { DeclaredRule, RuleContext } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';

interface Widths {
  readonly last: Vector;
  readonly widths: Vector | null;
}

/** iRprop⁻ whose widths stay between 10⁻⁶ and 50 whatever the step size is, as PyTorch has it: a step size of 0 moves. */
export default {
  name: 'rprop-with-absolute-bounds',
  source: 'Igel, Hüsken, Improving the Rprop learning algorithm, NC (2000), with the bounds of PyTorch',
  init: (theta: Vector): Widths => ({ last: new Float64Array(theta.length), widths: null }),
  update({ gradient, stepSize }: RuleContext, { last, widths }: Widths) {
    const agreement = gradient.map((d, i) => Math.sign(d) * Math.sign(last[i]!));
    const next = agreement.map((sign, i) => {
      const factor = sign > 0 ? 1.2 : sign < 0 ? 0.5 : 1;
      return Math.min(50, Math.max(1e-6, factor * (widths?.[i] ?? stepSize)));
    });
    const seen = gradient.map((d, i) => (agreement[i]! < 0 ? 0 : d));
    return { delta: seen.map((d, i) => -Math.sign(d) * next[i]!), state: { last: seen, widths: next } };
  },
  stepSize: 'internal',
} satisfies DeclaredRule;
