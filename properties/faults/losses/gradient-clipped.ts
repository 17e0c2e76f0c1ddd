import quadratic from '../../../src/losses/quadratic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { withGradient } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'clip_grad_value inside the loss, where no rule can see it',
  subject: withGradient(quadratic, (gradient) => gradient.map((x) => Math.max(-1, Math.min(x, 1)))),
} satisfies SeededFault<LossFamily>;
