import rosenbrock from '../../../src/losses/rosenbrock.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'forward differences with a step of a tenth, as a first sketch has them',
  subject: alteredFamily(rosenbrock, (loss) => ({
    gradient: (theta) => theta.map((x, i) => (loss.value(theta.with(i, x + 0.1)) - loss.value(theta)) / 0.1),
  })),
} satisfies SeededFault<LossFamily>;
