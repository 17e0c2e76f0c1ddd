import quadratic from '../../../src/losses/quadratic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import type { Vector } from '../../../src/types/vector.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a cache filled by value(): gradient() answers for the θ that value() saw last',
  subject: alteredFamily(quadratic, (loss) => {
    let last: Vector | undefined;
    return {
      value(theta) {
        last = theta.slice();
        return loss.value(theta);
      },
      gradient: (theta) => loss.gradient(last ?? theta),
    };
  }),
} satisfies SeededFault<LossFamily>;
