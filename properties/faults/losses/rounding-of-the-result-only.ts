import { unitRoundoff } from '../../../src/linalg/rounding.ts';
import quadratic from '../../../src/losses/quadratic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'the belief that a computed sum is off by half a unit in its last place',
  subject: alteredFamily(quadratic, (loss) => ({
    roundoff: (theta, time) => ({
      ...loss.roundoff(theta, time),
      value: unitRoundoff * Math.abs(loss.value(theta, time)),
    }),
  })),
} satisfies SeededFault<LossFamily>;
