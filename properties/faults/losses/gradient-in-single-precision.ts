import quadratic from '../../../src/losses/quadratic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { withGradient } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'float32 by default, as in machine learning frameworks, beside bounds for doubles',
  subject: withGradient(quadratic, (gradient) => gradient.map(Math.fround)),
} satisfies SeededFault<LossFamily>;
