import styblinskiTang from '../../../src/losses/styblinskiTang.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'the minimum −39.16599 D of the Styblinski–Tang function on the page of Surjanovic and Bingham, Virtual Library of Simulation Experiments: it is −39.16617 D',
  subject: alteredFamily(styblinskiTang, ({ dimension }) => ({ minimum: -39.16599 * dimension })),
} satisfies SeededFault<LossFamily>;
