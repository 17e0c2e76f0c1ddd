import type { Evidence } from '../../dynamics/evidence.ts';
import { lossPath, relativeFall } from '../../dynamics/lossPath.ts';
import type { Observation } from '../../types/check.ts';
import { short } from '../outcome/figures.ts';
import { holds, inconclusive, refuted, vacuous } from '../outcome/outcome.ts';

/** Why nothing can be judged of a run in which no displacement changes θ. */
export const lostInRounding = 'every displacement is lost in the rounding of θ';

/**
 * Whether L(θ_{t+w}) < L(θ_t) for every pair of points of a run with the full gradient: refuted where one certainly rose,
 * holding where some certainly fell and none rose; pairs inside the rounding error decide nothing.
 *
 * @param window w
 */
export const judgeFalls = (evidence: Evidence, window: number): Observation => {
  const path = lossPath(evidence);
  const { values, rests } = path;
  if (rests.every(Boolean)) return vacuous(lostInRounding);
  let least = Number.POSITIVE_INFINITY;
  for (let t = 0; t + window <= rests.length; t++) {
    if (rests.slice(t, t + window).every(Boolean)) continue;
    const change = path.compare(t, t + window);
    const [before, after] = [values[t]!, values[t + window]!];
    if (change === 'rose')
      return rise({ from: t, to: t + window, before, after, noise: path.noise(t, t + window) });
    if (change === 'fell') least = Math.min(least, relativeFall(before, after));
  }
  if (least < Number.POSITIVE_INFINITY) return holds(least);
  return inconclusive('every change of the loss lies inside its rounding error');
};

const rise = (found: {
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
  readonly noise: number;
}): Observation => {
  const { from, to, before, after, noise } = found;
  return refuted({
    cause: 'loss-rises',
    sentence:
      `the loss rises from ${short(before)} at step ${from} to ${short(after)} at step ${to}, ` +
      `by ${short(after - before)} where its rounding error is below ${short(noise)}`,
    margin: relativeFall(before, after),
    derived: { step: from, until: to, measured: after, allowed: before, noiseFloor: noise },
  });
};
