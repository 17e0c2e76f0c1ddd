import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';

/** One coordinate a step, in their order. Source: Wright, Coordinate descent algorithms, Math. Program. 151 (2015), section 1.3. */
export default {
  name: 'cyclic-coordinate-descent',
  update: ({ gradient, stepSize, step }: RuleContext) =>
    gradient.map((d, i) => (i === step % gradient.length ? -stepSize * d : 0)),
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
