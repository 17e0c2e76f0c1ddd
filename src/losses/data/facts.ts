import type { LossFacts } from '../../types/loss.ts';

/** Facts of a loss that is no network, has no samples and stands still in time. */
export const steadyFacts: Pick<LossFacts, 'network' | 'stochastic' | 'timeVarying'> = {
  network: false,
  stochastic: false,
  timeVarying: false,
};
