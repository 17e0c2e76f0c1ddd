import driftingQuadratic from '../../../src/losses/driftingQuadratic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a slip: a drift that carries the centre along, rᵀ∇L for −rᵀ∇L',
  subject: alteredFamily(driftingQuadratic, (loss) => ({
    timeDerivative: (theta, time) => -loss.timeDerivative!(theta, time),
  })),
} satisfies SeededFault<LossFamily>;
