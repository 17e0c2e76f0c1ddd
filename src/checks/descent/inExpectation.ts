import type { Check } from '../../types/check.ts';
import { observeExpectation } from '../parts/expectation.ts';
import { promiseOf } from '../parts/objective.ts';

const inExpectation: Check = {
  id: 'in-expectation',
  layer: 'descent',
  claim: 'E[L(θ + Δθ)] < L(θ) for the first step, at the given or a smaller step size.',
  source: 'P12: effective in expectation',
  kind: 'required',
  applies: (rule) => promiseOf(rule) === 'in-expectation',
  demand: (rule) => ({
    steps: { min: 1, max: 1 },
    capped: true,
    promisedStepSize: true,
    ...(rule.contract?.losses ? {} : { losses: ({ timeVarying }) => !timeVarying }),
  }),
  observe: observeExpectation,
};

export default inExpectation;
