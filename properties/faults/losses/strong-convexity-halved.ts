import quadratic from '../../../src/losses/quadratic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'slip: ½ μ ‖θ‖² written without its factor, so that μ is stated as half of what it is',
  subject: alteredFamily(quadratic, (loss) => ({
    ...(loss.strongConvexity !== undefined && { strongConvexity: loss.strongConvexity / 2 }),
  })),
} satisfies SeededFault<LossFamily>;
