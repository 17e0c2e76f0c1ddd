import quadratic from '../../../src/losses/quadratic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'the belief that a gradient as simple as s (θ − c) is exact',
  subject: alteredFamily(quadratic, (loss) => ({
    roundoff: (theta, time) => ({
      ...loss.roundoff(theta, time),
      gradient: new Float64Array(loss.dimension),
    }),
  })),
} satisfies SeededFault<LossFamily>;
