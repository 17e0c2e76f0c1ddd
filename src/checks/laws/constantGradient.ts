import { runTrajectory } from '../../dynamics/trajectory.ts';
import type { Check } from '../../types/check.ts';
import { vacuous } from '../parts/outcomes.ts';
import { runOf } from '../parts/runs.ts';
import { lawSteps } from '../parts/transforms/lawCheck.ts';
import { linearLoss } from '../parts/transforms/linearLoss.ts';
import { followsSigns } from '../parts/transforms/signs.ts';

const constantGradient: Check = {
  id: 'constant-gradient',
  layer: 'laws',
  claim: 'While the gradient stays the same, every Δθᵢ is a non-negative multiple of −∂L/∂θᵢ.',
  source: 'Δₖᵢ = λₖᵢ yᵢ with λₖᵢ ≥ 0 on L(θ) = −yᵀθ',
  kind: 'trait',
  applies: () => true,
  demand: () => ({ steps: lawSteps }),
  observe(setting, announce) {
    const run = runOf(setting, announce);
    const start = Float64Array.from(run.theta);
    const slope = setting.loss.gradient(start, 0);
    const centre = new Float64Array(start.length);
    const linear = linearLoss(
      start.length,
      () => slope,
      () => centre,
    );
    const { steps, fault } = runTrajectory(setting.rule, linear, run);
    if (fault) return vacuous(fault.message);
    return followsSigns(setting, steps, {
      cause: 'against-constant-gradient',
      when: ' and has been all along',
    });
  },
};

export default constantGradient;
