import huber from '../../../src/losses/huber.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: '0 · ∞ in a bound: no comparison with it is ever lost',
  subject: alteredFamily(huber, (loss) => ({
    roundoff: (theta, time) => ({ ...loss.roundoff(theta, time), value: Number.NaN }),
  })),
} satisfies SeededFault<LossFamily>;
