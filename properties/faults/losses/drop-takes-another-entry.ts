import flatQuartic from '../../../src/losses/flatQuartic.ts';
import { field } from '../../../src/losses/parts/parameters.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import type { Wrong } from '../wrong.ts';

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
} satisfies Wrong<LossFamily>;
