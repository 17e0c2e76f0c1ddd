import type { Step } from '../../dynamics/trajectory.ts';
import type { Observation } from '../../types/check.ts';
import type { Setting } from '../../types/scenario.ts';
import { short } from '../outcome/figures.ts';
import { holds, inconclusive, refuted, vacuous } from '../outcome/outcome.ts';
import { isAtRest } from '../run/run.ts';
import { signRoundoff } from './rounding.ts';

/**
 * Whether every Δᵢ is 0 or has the sign of yᵢ = −∂ᵢL at each of these steps; where yᵢ = 0 it has to be 0.
 *
 * A coordinate against yᵢ by no more than the rounding of θᵢ, from which a rule may compute Δᵢ, decides nothing.
 */
export const followsSigns = (
  setting: Setting,
  steps: readonly Step[],
  words: { readonly cause: string; readonly when: string },
): Observation => {
  const { precision, arithmetic } = setting.rule;
  let undecided: string | undefined;
  for (const { index, theta, gradient, delta, stored } of steps) {
    for (let i = 0; i < delta.length; i++) {
      const against = gradient[i] === 0 ? delta[i] !== 0 : gradient[i]! * Math.sign(delta[i]!) > 0;
      if (!against) continue;
      const allowed = stored
        ? signRoundoff(theta[i]!, arithmetic) + stored[i]!
        : signRoundoff(theta[i]!, precision);
      const sentence = `Δθ[${i}] at step ${index} is ${short(delta[i]!)} where −∂L is ${short(-gradient[i]!)}${words.when}`;
      if (Math.abs(delta[i]!) > allowed) {
        return refuted({
          cause: words.cause,
          sentence,
          margin: -Math.abs(delta[i]!) / Math.max(...delta.map(Math.abs)),
          derived: { step: index, coordinate: i, measured: delta[i]!, y: -gradient[i]!, allowed },
        });
      }
      undecided ??= sentence;
    }
  }
  if (undecided !== undefined) return inconclusive(`${undecided}, which rounding can do`);
  return isAtRest({ steps }) ? vacuous('nothing moves') : holds(1);
};
