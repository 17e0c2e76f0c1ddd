import { buildRule } from '../../../src/arbitrary/rule.ts';
import { type Generators, ourGenerators } from '../../arbitrary/parts/generators.ts';
import type { Wrong } from '../wrong.ts';

export default {
  modelledOn: 'a composition that is called effective because its parts are: a turn by 120° is not',
  subject: {
    ...ourGenerators,
    learningRules: (demand) =>
      ourGenerators
        .learningRules(demand)
        .map(({ description }) => buildRule({ part: 'turn', values: { angle: 120 }, of: description })),
  },
} satisfies Wrong<Generators>;
