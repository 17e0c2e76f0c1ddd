import flatQuartic from '../../../src/losses/flatQuartic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { withGradient } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a loop that ends one too early',
  subject: withGradient(flatQuartic, (gradient) => gradient.with(-1, 0)),
} satisfies SeededFault<LossFamily>;
