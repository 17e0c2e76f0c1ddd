import type { Check } from '../../types/check.ts';
import { holds, refuted, vacuous } from '../parts/outcomes.ts';
import { atZeroGradient, faultBehindOrdinarySteps } from '../parts/zeroGradient.ts';

const finiteAtZeroGradient: Check = {
  id: 'finite-at-zero-gradient',
  layer: 'laws',
  claim: 'Where ∇L is exactly 0, at the start or after ordinary steps, every Δθᵢ is finite.',
  source: 'Δ is defined at y = 0; a quotient such as m/√v is 0/0 there unless it is guarded',
  kind: 'required',
  applies: () => true,
  demand: () => ({ steps: { min: 1, max: 8 }, start: 'stationary' }),
  observe: (setting, announce) => {
    const { fault, steps } = atZeroGradient(setting, announce);
    if (fault?.kind === 'not-finite') {
      return refuted({
        cause: 'not-finite-at-zero-gradient',
        sentence: `step ${fault.step}: ${fault.message} where ∇L = 0 exactly`,
        margin: -1,
        derived: { step: fault.step },
      });
    }
    if (fault) return vacuous(fault.message);
    const later = faultBehindOrdinarySteps(setting, announce);
    if (later) {
      return refuted({
        cause: 'not-finite-when-gradient-vanishes',
        sentence: `step ${later.step}: ${later.message} where ∇L has become 0 exactly`,
        margin: -1,
        derived: { step: later.step },
      });
    }
    return steps.length > 0 ? holds(1) : vacuous('θ is out of range');
  },
};

export default finiteAtZeroGradient;
