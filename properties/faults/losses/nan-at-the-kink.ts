import l1 from '../../../src/losses/l1.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { withGradient } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'd/|d| for sign d, as in jax.grad of a norm: 0/0 where the coordinate is at its optimum',
  subject: withGradient(l1, (gradient) => gradient.map((x) => (x === 0 ? Number.NaN : x))),
} satisfies SeededFault<LossFamily>;
