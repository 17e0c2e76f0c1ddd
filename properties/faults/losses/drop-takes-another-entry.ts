import { field } from '../../../src/losses/data/parameters.ts';
import flatQuartic from '../../../src/losses/flatQuartic.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn:
    'an index counted from 1 in one list of two: the weight goes, but the centre of another coordinate',
  subject: {
    ...flatQuartic,
    drop(parameters, coordinate) {
      const dropped = flatQuartic.drop!(parameters, coordinate);
      const next = (coordinate + 1) % (dropped ? dropped.kept.length + 1 : 1);
      const other = flatQuartic.drop!(parameters, next);
      if (!dropped || !other) return undefined;
      return {
        kept: dropped.kept,
        parameters: {
          weights: field(dropped.parameters, 'weights'),
          centre: field(other.parameters, 'centre'),
        },
      };
    },
  },
} satisfies SeededFault<LossFamily>;
