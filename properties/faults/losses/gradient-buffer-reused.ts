import l1 from '../../../src/losses/l1.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'an output buffer that is allocated once: every gradient handed out before changes with the next',
  subject: alteredFamily(l1, (loss) => {
    const buffer = new Float64Array(loss.dimension);
    return {
      gradient(theta) {
        buffer.set(loss.gradient(theta));
        return buffer;
      },
    };
  }),
} satisfies SeededFault<LossFamily>;
