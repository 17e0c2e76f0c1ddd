import huber from '../../../src/losses/huber.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a lower bound stated as the greatest lower bound',
  subject: alteredFamily(huber, () => ({ minimum: -1 })),
} satisfies SeededFault<LossFamily>;
