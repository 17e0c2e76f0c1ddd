import { flatLoss } from '../../../src/losses/derived/flatLoss.ts';
import { withSquaredNorm } from '../../../src/losses/derived/withSquaredNorm.ts';
import linearFlow from '../../../src/rules/linearFlow.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** The linear flow as it should be, with ½‖x‖² for the loss that it descends. */
export default {
  ...linearFlow,
  name: 'linear-flow-euclidean-energy',
  contract: {
    ...linearFlow.contract,
    objective: ({ dimension }) => withSquaredNorm(flatLoss(dimension), 1),
  },
  modelledOn: 'P14: for an A that is not normal ½‖x‖² may rise at first although A is Hurwitz',
  meant: 'linear-flow',
  alsoKnownAs: ['linear-flow'],
} satisfies FaultyRule;
