import rosenbrock from '../../../src/losses/rosenbrock.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { withGradient } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a slip on the Rosenbrock function: the derivative of (1 − x)² without its inner minus',
  subject: withGradient(rosenbrock, (gradient, theta) =>
    gradient.map((x, i) => (i < theta.length - 1 ? x + 4 * (1 - theta[i]!) : x)),
  ),
} satisfies SeededFault<LossFamily>;
