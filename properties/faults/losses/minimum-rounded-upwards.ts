import styblinskiTang from '../../../src/losses/styblinskiTang.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../parts/alteredFamily.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn:
    'the minimum −39.16599 D of the Styblinski–Tang function on the page of Surjanovic and Bingham, Virtual Library of Simulation Experiments: it is −39.16617 D',
  subject: alteredFamily(styblinskiTang, ({ dimension }) => ({ minimum: -39.16599 * dimension })),
} satisfies Wrong<LossFamily>;
