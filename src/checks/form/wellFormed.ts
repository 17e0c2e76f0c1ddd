import { formCheck } from '../parts/formCheck.ts';

export default formCheck({
  id: 'well-formed',
  claim: '`init` and `update` throw nothing, and `update` returns D numbers (not a promise of them).',
  source: 'Δ: ℝᴰ × state → ℝᴰ × state is a function',
  faults: ['throws', 'async', 'not-an-array', 'wrong-length'],
});
