import saddleQuadratic from '../../../src/losses/saddleQuadratic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a slip: every quadratic called convex, whatever the signs of its spectrum',
  subject: {
    ...alteredFamily(saddleQuadratic, ({ facts }) => ({ facts: { ...facts, convex: true } })),
    facts: { ...saddleQuadratic.facts, convex: true },
  },
} satisfies SeededFault<LossFamily>;
