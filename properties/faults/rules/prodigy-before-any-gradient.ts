import { prodigyWith } from '../../../src/identity/known/prodigy.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Prodigy whose estimate of the distance is 0/0 where no gradient was seen yet. */
export default {
  ...prodigyWith('prodigy-before-any-gradient', (before, travelled, size) =>
    Math.max(before, travelled / size),
  ),
  modelledOn: 'facebookresearch/dadaptation#4: a quotient of two sums that are both 0 at first',
  meant: 'prodigy',
} satisfies FaultyRule;
