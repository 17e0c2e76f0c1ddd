import { readNumbers } from '../../../src/losses/data/parameters.ts';
import quadratic from '../../../src/losses/quadratic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'tr(H), which no eigenvalue exceeds and which is cheap, stated as the largest one: β is too large',
  subject: alteredFamily(quadratic, (_loss, parameters) => ({
    smoothness: readNumbers(parameters, 'spectrum').reduce((sum, s) => sum + s, 0),
  })),
} satisfies SeededFault<LossFamily>;
