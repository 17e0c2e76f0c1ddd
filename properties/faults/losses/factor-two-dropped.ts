import styblinskiTang from '../../../src/losses/styblinskiTang.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { withGradient } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a slip on the Styblinski–Tang function, ½ Σ(x⁴ − 16x² + 5x): the ½ forgotten in the gradient',
  subject: withGradient(styblinskiTang, (gradient) => gradient.map((x) => 2 * x)),
} satisfies SeededFault<LossFamily>;
