import l1 from '../../../src/losses/l1.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a slip: the parameters lose a coordinate, the list of what is kept does not',
  subject: {
    ...l1,
    drop(parameters, coordinate) {
      const dropped = l1.drop!(parameters, coordinate);
      return dropped && { ...dropped, kept: [...dropped.kept, dropped.kept.length] };
    },
  },
} satisfies SeededFault<LossFamily>;
