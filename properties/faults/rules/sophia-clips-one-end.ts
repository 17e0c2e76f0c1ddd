import { sophiaWith } from '../../../src/identity/known/sophia.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Sophia whose quotient is clipped above alone: where the curvature is negative, it steps far uphill. */
export default {
  ...sophiaWith('sophia-clips-one-end', (m, h) => Math.sign(m) * Math.min(1, Math.abs(m) / (h + 1e-15))),
  modelledOn:
    'Liuhong99/Sophia#34: the size of the quotient is bounded from above, and its sign is not looked at',
  meant: 'sophia',
} satisfies FaultyRule;
