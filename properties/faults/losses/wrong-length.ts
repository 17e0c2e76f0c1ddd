import rosenbrock from '../../../src/losses/rosenbrock.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { withGradient } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'the gradient of the differences θᵢ₊₁ − θᵢ, of which there is one fewer than coordinates',
  subject: withGradient(rosenbrock, (gradient) => gradient.slice(1)),
} satisfies SeededFault<LossFamily>;
