import { formCheck } from '../parts/formCheck.ts';

export default formCheck({
  id: 'finite',
  claim: 'Every Δθᵢ is a finite number as long as the run has not diverged.',
  source: 'Δ maps finite gradients to finite displacements',
  faults: ['not-finite'],
});
