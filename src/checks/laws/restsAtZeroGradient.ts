import type { Check } from '../../types/check.ts';
import { holds, refuted, vacuous } from '../parts/outcomes.ts';
import { short } from '../parts/short.ts';
import { lawSteps } from '../parts/transforms/lawCheck.ts';
import { atZeroGradient } from '../parts/zeroGradient.ts';

const restsAtZeroGradient: Check = {
  id: 'rests-at-zero-gradient',
  layer: 'laws',
  claim: 'As long as every gradient so far is exactly 0, every Δθᵢ is exactly 0.',
  source: 'Δ(0, 0, …) = 0: y = 0 has a metric only together with g = 0 (P1)',
  kind: 'trait',
  applies: () => true,
  demand: () => ({ steps: lawSteps, start: 'stationary' }),
  observe(setting, announce) {
    const { steps, fault } = atZeroGradient(setting, announce);
    if (fault) return vacuous(fault.message);
    // As long as nothing moves the gradient stays 0.
    for (const { index, delta } of steps) {
      const i = delta.findIndex((value) => value !== 0);
      if (i < 0) continue;
      return refuted({
        cause: 'moves-at-zero-gradient',
        sentence: `Δθ[${i}] at step ${index} is ${short(delta[i]!)} although ∇L has been 0 so far`,
        margin: -Math.abs(delta[i]!),
        derived: { step: index, coordinate: i, measured: delta[i]!, allowed: 0 },
      });
    }
    return steps.length > 0 ? holds(1) : vacuous('θ is out of range');
  },
};

export default restsAtZeroGradient;
