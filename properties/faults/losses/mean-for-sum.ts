import miniBatchLeastSquares from '../../../src/losses/miniBatchLeastSquares.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'reduction="mean" in one place and "sum" in the other: the gradient is divided by the number of samples twice',
  subject: alteredFamily(miniBatchLeastSquares, (loss) => ({
    gradient: (theta) => loss.gradient(theta).map((x) => x / loss.samples!.count),
  })),
} satisfies SeededFault<LossFamily>;
