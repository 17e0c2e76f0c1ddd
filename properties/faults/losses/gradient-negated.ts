import quadratic from '../../../src/losses/quadratic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { withGradient } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'the convention of physics, which hands out the force −∇L',
  subject: withGradient(quadratic, (gradient) => gradient.map((x) => -x)),
} satisfies SeededFault<LossFamily>;
