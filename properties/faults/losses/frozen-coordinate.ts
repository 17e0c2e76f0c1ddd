import flatQuartic from '../../../src/losses/flatQuartic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'stop_gradient left over from an experiment: the last coordinate acts on nothing',
  subject: alteredFamily(flatQuartic, (loss) => ({
    value: (theta) => loss.value(theta.with(-1, 0)),
    gradient: (theta) => loss.gradient(theta).with(-1, 0),
  })),
} satisfies SeededFault<LossFamily>;
