import saddleQuadratic from '../../../src/losses/saddleQuadratic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../parts/alteredFamily.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a slip: every quadratic called convex, whatever the signs of its spectrum',
  subject: {
    ...alteredFamily(saddleQuadratic, ({ facts }) => ({ facts: { ...facts, convex: true } })),
    facts: { ...saddleQuadratic.facts, convex: true },
  },
} satisfies Wrong<LossFamily>;
