import { conjugateGradientWith } from '../../../src/identity/known/conjugateGradient.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Conjugate gradients that take a negative b for what it is, and go on where the direction points uphill. */
export default {
  ...conjugateGradientWith('conjugate-gradient-without-restart', { weight: (b) => b, restarts: false }),
  modelledOn: 'gonum/optimize#72 and apache/madlib#244: the direction is not tested for descent',
  meant: 'conjugate-gradient',
  alsoKnownAs: ['Conjugate gradients of Polak and Ribière (1969), which have no restart'],
  against: 'conjugate-gradient',
} satisfies FaultyRule;
