import quadratic from '../../../src/losses/quadratic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'slip: bounds with the unit roundoff of single precision, 2⁻²⁴, for what is computed in double',
  subject: alteredFamily(quadratic, (loss) => ({
    roundoff: (theta, time) => {
      const { value, gradient, ...others } = loss.roundoff(theta, time);
      return { ...others, value: 2 ** 29 * value, gradient: gradient.map((bound) => 2 ** 29 * bound) };
    },
  })),
} satisfies SeededFault<LossFamily>;
