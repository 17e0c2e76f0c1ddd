import { readNumbers } from '../../../src/losses/data/parameters.ts';
import illConditionedQuadratic from '../../../src/losses/illConditionedQuadratic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'tr(H)/D stated as the smallest eigenvalue of a Hessian',
  subject: alteredFamily(illConditionedQuadratic, (_loss, parameters) => {
    const spectrum = readNumbers(parameters, 'spectrum');
    return { strongConvexity: spectrum.reduce((sum, s) => sum + s, 0) / spectrum.length };
  }),
} satisfies SeededFault<LossFamily>;
