import signDescent from '../../../src/rules/signDescent.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Sign descent that takes `d >= 0 ? 1 : −1` for the sign. */
export default {
  ...signDescent,
  name: 'sign-of-zero-is-one',
  update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * (d >= 0 ? 1 : -1)),
  modelledOn: 'slip: a zero gradient moves its coordinate',
  meant: 'sign-descent',
} satisfies FaultyRule;
