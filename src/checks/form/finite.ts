import { formCheck } from '../run/formCheck.ts';

export default formCheck({
  id: 'finite',
  claim: 'Every Δθᵢ is a finite number as long as the run has not diverged.',
  source: 'Δ maps finite gradients to finite displacements',
  faults: ['not-finite'],
  // Sums of squares about a mean may round below 0 after fifty steps of a constant gradient.
  long: { min: 300, max: 500 },
});
