import driftingQuadratic from '../../../src/losses/driftingQuadratic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a second argument that is not handed on: the gradient is that of t = 0',
  subject: alteredFamily(driftingQuadratic, (loss) => ({ gradient: (theta) => loss.gradient(theta) })),
} satisfies SeededFault<LossFamily>;
