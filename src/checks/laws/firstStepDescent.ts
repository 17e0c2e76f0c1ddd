import { runTrajectory } from '../../dynamics/trajectory.ts';
import type { Check } from '../../types/check.ts';
import { vacuous } from '../parts/outcomes.ts';
import { runOf } from '../parts/runs.ts';
import { followsSigns } from '../parts/transforms/signs.ts';

const firstStepDescent: Check = {
  id: 'first-step-descent',
  layer: 'laws',
  claim: 'In the first step every Δθᵢ is 0 or has the sign of −∂L/∂θᵢ.',
  source: 'Δ₀ᵢ yᵢ ≥ 0, and Δ₀ᵢ = 0 where yᵢ = 0',
  kind: 'trait',
  applies: () => true,
  demand: () => ({ steps: { min: 1, max: 1 } }),
  observe(setting, announce) {
    const { steps, fault } = runTrajectory(setting.rule, setting.loss, {
      ...runOf(setting, announce),
      steps: 1,
    });
    if (fault) return vacuous(fault.message);
    return followsSigns(setting, steps, { cause: 'first-step-against-gradient', when: '' });
  },
};

export default firstStepDescent;
