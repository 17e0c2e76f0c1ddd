import { steadyLosses } from '../../rules/declaration/scope.ts';
import type { Check } from '../../types/check.ts';
import { observeExpectation } from '../expectation/expectation.ts';

const inExpectation: Check = {
  id: 'in-expectation',
  layer: 'descent',
  claim: 'E[L(θ + Δθ)] < L(θ) for the first step, at the given or a smaller step size.',
  source: 'P12: effective in expectation',
  kind: 'required',
  needs: ['seeded'],
  applies: (rule) => rule.contract.effective === 'in-expectation',
  demand: (rule) => ({
    steps: { min: 1, max: 1 },
    capped: true,
    promisedStepSize: true,
    ...steadyLosses(rule),
  }),
  observe: observeExpectation,
};

export default inExpectation;
