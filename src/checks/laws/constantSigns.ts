import { runTrajectory } from '../../dynamics/trajectory.ts';
import type { Check } from '../../types/check.ts';
import { refuted, vacuous } from '../parts/outcomes.ts';
import { runOf } from '../parts/runs.ts';
import { linearLoss, type Plane } from '../parts/transforms/linearLoss.ts';
import { followsSigns } from '../parts/transforms/signs.ts';

/** Long enough for averages to forget their start to the last bit: 2⁻⁵³ of it is left after 53 halvings. */
const constantSteps = { min: 1, max: 100 } as const;

const constantGradient: Check = {
  id: 'constant-gradient',
  layer: 'laws',
  claim: 'While the gradient stays the same, every Δθᵢ is a non-negative multiple of −∂L/∂θᵢ.',
  source: 'Δₖᵢ = λₖᵢ yᵢ with λₖᵢ ≥ 0 on L(θ) = −yᵀθ',
  kind: 'trait',
  applies: () => true,
  demand: () => ({ steps: constantSteps }),
  observe(setting, announce) {
    const run = runOf(setting, announce);
    const start = Float64Array.from(run.theta);
    const plane: Plane = {
      level: 0,
      slope: setting.loss.gradient(start, 0),
      centre: new Float64Array(start.length),
    };
    const linear = linearLoss(start.length, () => plane);
    const { steps, fault } = runTrajectory(setting.rule, linear, run);
    if (fault?.kind === 'not-finite') {
      return refuted({
        cause: 'not-finite-at-constant-gradient',
        sentence: `step ${fault.step}: ${fault.message} although ∇L has been the same all along`,
        margin: -1,
        derived: { step: fault.step },
      });
    }
    if (fault) return vacuous(fault.message);
    return followsSigns(setting, steps, {
      cause: 'against-constant-gradient',
      when: ' and has been all along',
    });
  },
};

export default constantGradient;
