import { buildRule } from '../../../src/arbitrary/rule/rule.ts';
import { type Generators, ourGenerators } from '../../subjects/generators.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'a composition that is called effective because its parts are: a turn by 120° is not',
  subject: {
    ...ourGenerators,
    learningRules: (demand) =>
      ourGenerators
        .learningRules(demand)
        .map(({ description }) => buildRule({ part: 'turn', values: { angle: 120 }, of: description })),
  },
} satisfies SeededFault<Generators>;
