import { readNumbers } from '../../../src/losses/parts/parameters.ts';
import quadratic from '../../../src/losses/quadratic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../parts/alteredFamily.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn:
    'tr(H), which no eigenvalue exceeds and which is cheap, stated as the largest one: β is too large',
  subject: alteredFamily(quadratic, (_loss, parameters) => ({
    smoothness: readNumbers(parameters, 'spectrum').reduce((sum, s) => sum + s, 0),
  })),
} satisfies Wrong<LossFamily>;
