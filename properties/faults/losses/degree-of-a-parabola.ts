import rosenbrock from '../../../src/losses/rosenbrock.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'the Rosenbrock function taken for a quadratic, being a sum of squares',
  subject: {
    ...alteredFamily(rosenbrock, ({ facts }) => ({ facts: { ...facts, degree: 2 } })),
    facts: { ...rosenbrock.facts, degree: 2 },
  },
} satisfies SeededFault<LossFamily>;
