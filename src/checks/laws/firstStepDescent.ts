import type { Check } from '../../types/check.ts';
import { onRun, runOf } from '../run/run.ts';
import { followsSigns } from '../transforms/signs.ts';

const firstStepDescent: Check = {
  id: 'first-step-descent',
  layer: 'laws',
  claim: 'In the first step every Δθᵢ is 0 or has the sign of −∂L/∂θᵢ.',
  source: 'Δ₀ᵢ yᵢ ≥ 0, and Δ₀ᵢ = 0 where yᵢ = 0',
  kind: 'trait',
  applies: () => true,
  demand: () => ({ steps: { min: 1, max: 1 } }),
  observe(setting) {
    return onRun(setting, { ...runOf(setting), steps: 1 }, ({ steps }) =>
      followsSigns(setting, steps, { cause: 'first-step-against-gradient', when: '' }),
    );
  },
};

export default firstStepDescent;
