import logisticRegression from '../../../src/losses/logisticRegression.ts';
import { irisData } from '../../../src/losses/parts/irisData.ts';
import type { LossFamily } from '../../../src/types/loss.ts';
import { alteredFamily } from '../parts/alteredFamily.ts';
import type { Wrong } from '../wrong.ts';

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
} satisfies Wrong<LossFamily>;
