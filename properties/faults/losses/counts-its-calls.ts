import quadratic from '../../../src/losses/quadratic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'a training loop’s annealed penalty kept inside the loss: the value depends on how often it was asked for',
  subject: alteredFamily(quadratic, (loss) => {
    let calls = 0;
    return { value: (theta) => loss.value(theta) + ++calls / 1000 };
  }),
} satisfies SeededFault<LossFamily>;
