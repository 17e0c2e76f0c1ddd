import type { DeclaredRule, RuleContext } from '../../../src/types/rule.ts';

const width = 4.685;

/** Tukey’s biweight of each slope: beyond a width nothing moves. Source: Beaton, Tukey, Technometrics 16 (1974). */
export default {
  name: 'redescending-clip',
  update: ({ gradient, stepSize }: RuleContext) =>
    gradient.map((d) => (Math.abs(d) < width ? -stepSize * d * (1 - (d / width) ** 2) ** 2 : 0)),
  contract: { effective: 'measured' },
} satisfies DeclaredRule;
