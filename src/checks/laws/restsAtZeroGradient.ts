import { restRoundoff } from '../../dynamics/rounding.ts';
import type { Check } from '../../types/check.ts';
import { short } from '../outcome/figures.ts';
import { holds, refuted, vacuous } from '../outcome/outcome.ts';
import { reasonNotJudged } from '../run/run.ts';
import { atZeroGradient } from '../run/zeroGradient.ts';
import { lawSteps } from '../transforms/lawCheck.ts';

const restsAtZeroGradient: Check = {
  id: 'rests-at-zero-gradient',
  layer: 'laws',
  claim: 'As long as every gradient so far is exactly 0, every Δθᵢ is exactly 0.',
  source: 'Δ(0, 0, …) = 0: y = 0 has a metric only together with g = 0 (P1)',
  kind: 'trait',
  applies: () => true,
  demand: () => ({ steps: lawSteps, start: 'stationary' }),
  *observe(setting) {
    const ran = yield* atZeroGradient(setting);
    const reason = reasonNotJudged(ran);
    if (reason !== undefined) return vacuous(reason);
    // As long as nothing moves the gradient stays 0.
    for (const step of ran.steps) {
      const { index, delta } = step;
      const i = delta.findIndex((value, at) => Math.abs(value) > restRoundoff(step, at, setting.rule));
      if (i < 0) continue;
      return refuted({
        cause: 'moves-at-zero-gradient',
        sentence: `Δθ[${i}] at step ${index} is ${short(delta[i]!)} although ∇L has been 0 so far`,
        margin: -Math.abs(delta[i]!),
        derived: {
          step: index,
          coordinate: i,
          measured: delta[i]!,
          allowed: restRoundoff(step, i, setting.rule),
        },
      });
    }
    return holds(1);
  },
};

export default restsAtZeroGradient;
