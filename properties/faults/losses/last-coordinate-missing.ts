import flatQuartic from '../../../src/losses/flatQuartic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { withGradient } from '../parts/alteredFamily.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a loop that ends one too early',
  subject: withGradient(flatQuartic, (gradient) => gradient.with(-1, 0)),
} satisfies Wrong<LossFamily>;
