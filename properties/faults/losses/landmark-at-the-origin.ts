import quadratic from '../../../src/losses/quadratic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a slip: the minimiser of the unshifted function named for the shifted one',
  subject: alteredFamily(quadratic, ({ dimension }) => ({
    landmarks: [{ kind: 'minimum', theta: new Float64Array(dimension) }],
  })),
} satisfies SeededFault<LossFamily>;
