import { irisData } from '../../../src/losses/data/irisData.ts';
import logisticRegression from '../../../src/losses/logisticRegression.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../altered/alteredFamily.ts';
import type { SeededFault } from '../seededFault.ts';

export default {
  modelledOn: 'log(1 + exp(−m)) as it is written in books: it is 0 for every margin above 37',
  subject: alteredFamily(logisticRegression, (_loss, parameters) => {
    const { inputs, classes } = irisData(parameters);
    return {
      value(theta) {
        const costs = inputs.map((row, k) => {
          const z = row.reduce((sum, x, i) => sum + x * theta[i]!, 0);
          return Math.log(1 + Math.exp(classes[k] === 0 ? -z : z));
        });
        return costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
      },
    };
  }),
} satisfies SeededFault<LossFamily>;
