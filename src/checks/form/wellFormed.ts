import type { Check } from '../../types/check.ts';
import { formCheck } from '../run/formCheck.ts';

export default {
  ...formCheck({
    id: 'well-formed',
    claim: '`init` and `update` throw nothing and return no promise, and `update` returns D numbers.',
    source: 'Δ: ℝᴰ × state → ℝᴰ × state is a function',
    faults: ['throws', 'async', 'not-an-array', 'wrong-length'],
  }),
  judgesContract: true,
} satisfies Check;
