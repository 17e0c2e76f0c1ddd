import type { Check } from '../../types/check.ts';
import { holds, refuted, vacuous } from '../outcome/outcome.ts';
import { reasonNotJudged } from '../run/run.ts';
import { atZeroGradient, excuseAtZeroGradient, faultBehindOrdinarySteps } from '../run/zeroGradient.ts';

const finiteAtZeroGradient: Check = {
  id: 'finite-at-zero-gradient',
  layer: 'laws',
  claim: 'Where ∇L is exactly 0, at the start or after ordinary steps, every Δθᵢ is finite.',
  source: 'Δ is defined at y = 0; a quotient such as m/√v is 0/0 there unless it is guarded',
  kind: 'required',
  applies: () => true,
  demand: () => ({ steps: { min: 1, max: 8 }, start: 'stationary' }),
  *observe(setting) {
    const ran = yield* atZeroGradient(setting);
    const { fault } = ran;
    if (fault?.kind === 'not-finite') {
      const excuse = yield* excuseAtZeroGradient(setting, ran);
      if (excuse !== undefined) return vacuous(excuse);
      return refuted({
        cause: 'not-finite-at-zero-gradient',
        sentence: `step ${fault.step}: ${fault.message} where ∇L = 0 exactly`,
        margin: -1,
        derived: { step: fault.step },
      });
    }
    const reason = reasonNotJudged(ran);
    if (reason !== undefined) return vacuous(reason);
    const later = yield* faultBehindOrdinarySteps(setting);
    if (later) {
      return refuted({
        cause: 'not-finite-when-gradient-vanishes',
        sentence: `step ${later.step}: ${later.message} where ∇L has become 0 exactly`,
        margin: -1,
        derived: { step: later.step },
      });
    }
    return holds(1);
  },
};

export default finiteAtZeroGradient;
