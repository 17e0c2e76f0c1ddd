import { readNumbers } from '../../../src/losses/data/parameters.ts';
import quadratic from '../../../src/losses/quadratic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'tr(H)/D, a common estimate of the scale of a Hessian, stated as its largest eigenvalue',
  subject: alteredFamily(quadratic, (_loss, parameters) => {
    const spectrum = readNumbers(parameters, 'spectrum');
    return { smoothness: spectrum.reduce((sum, s) => sum + s, 0) / spectrum.length };
  }),
} satisfies SeededFault<LossFamily>;
