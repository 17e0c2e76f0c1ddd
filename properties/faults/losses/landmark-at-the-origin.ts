import quadratic from '../../../src/losses/quadratic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../parts/alteredFamily.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a slip: the minimiser of the unshifted function named for the shifted one',
  subject: alteredFamily(quadratic, ({ dimension }) => ({
    landmarks: [{ kind: 'minimum', theta: new Float64Array(dimension) }],
  })),
} satisfies Wrong<LossFamily>;
