import linearFlow from '../../../src/rules/linearFlow.ts';
import { withSquaredNorm } from '../../../src/rules/parts/withSquaredNorm.ts';
import type { Loss } from '../../../src/types/loss.ts';
import type { WrongRule } from '../wrongRule.ts';

/** The linear flow as it should be, with ½‖x‖² for the loss that it descends. */
export default {
  rule: {
    ...linearFlow,
    name: 'linear-flow-euclidean-energy',
    contract: { ...linearFlow.contract, objective: ({ dimension }) => withSquaredNorm(zero(dimension), 1) },
  },
  modelledOn: 'P14: for an A that is not normal ½‖x‖² may rise at first although A is Hurwitz',
} satisfies WrongRule;

const zero = (dimension: number): Loss => ({
  name: '0',
  dimension,
  facts: { convex: true, smooth: true, network: false, stochastic: false, timeVarying: false, degree: 0 },
  value: () => 0,
  gradient: () => new Float64Array(dimension),
  roundoff: () => ({ value: 0, gradient: new Float64Array(dimension) }),
});
