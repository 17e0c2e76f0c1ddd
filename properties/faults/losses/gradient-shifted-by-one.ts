import huber from '../../../src/losses/huber.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { withGradient } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'an index counted from 1, as in the code it was translated from',
  subject: withGradient(huber, (gradient) => gradient.map((_, i) => gradient[(i + 1) % gradient.length]!)),
} satisfies SeededFault<LossFamily>;
