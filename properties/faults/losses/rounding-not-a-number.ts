import huber from '../../../src/losses/huber.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../parts/alteredFamily.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: '0 · ∞ in a bound: no comparison with it is ever lost',
  subject: alteredFamily(huber, (loss) => ({
    roundoff: (theta, time) => ({ ...loss.roundoff(theta, time), value: Number.NaN }),
  })),
} satisfies Wrong<LossFamily>;
