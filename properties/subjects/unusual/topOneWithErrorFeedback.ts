import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';

/** The largest of what is left over moves, and the rest is kept for later. Source: Karimireddy, Rebjock, Stich, Jaggi 2019, arXiv:1901.09847, algorithm 2. */
export default {
  name: 'top-one-with-error-feedback',
  init: (theta: Vector) => [new Float64Array(theta.length)],
  update({ gradient, stepSize }: RuleContext, [left]: readonly Vector[]) {
    const wanted = gradient.map((d, i) => stepSize * d + left![i]!);
    const largest = wanted.reduce((best, p, i) => (Math.abs(p) > Math.abs(wanted[best]!) ? i : best), 0);
    return {
      delta: wanted.map((p, i) => (i === largest ? -p : 0)),
      state: [wanted.map((p, i) => (i === largest ? 0 : p))],
    };
  },
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
