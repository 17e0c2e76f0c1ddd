import type { Evidence } from '../../dynamics/evidence.ts';
import { type LossPath, lossPath, relativeFall } from '../../dynamics/lossPath.ts';
import { plural } from '../../numbers.ts';
import type { Observation } from '../../types/check.ts';
import { short } from '../outcome/figures.ts';
import { holds, inconclusive, refuted, vacuous } from '../outcome/outcome.ts';
import { lostInRounding } from './falls.ts';

/**
 * Whether the greatest loss over the next w steps of a run with the full gradient is below that over the last w, for
 * every t. A run that diverged before two windows were full is refuted where its end is above its start.
 *
 * @param width w
 */
export const judgeEnvelope = (evidence: Evidence, width: number): Observation => {
  const path = lossPath(evidence);
  const steps = path.rests.length;
  if (path.rests.every(Boolean)) return vacuous(lostInRounding);
  if (steps < 2 * width - 1) return early(path, steps);
  let least = Number.POSITIVE_INFINITY;
  for (let t = width - 1; t + width <= steps; t++) {
    if (path.rests.slice(t, t + width).every(Boolean)) continue;
    const last = greatest(path.values, t - width + 1, t);
    const next = greatest(path.values, t + 1, t + width);
    const [before, after] = [path.values[last]!, path.values[next]!];
    const change = path.compare(last, next);
    if (change === 'rose') {
      return refuted({
        cause: 'envelope-rises',
        sentence:
          `the greatest loss over the ${plural(width, 'step')} after step ${t} is ${short(after)} (step ${next}), ` +
          `over the ${width} up to it ${short(before)} (step ${last})`,
        margin: relativeFall(before, after),
        derived: {
          step: t,
          window: width,
          measured: after,
          allowed: before,
          noiseFloor: path.noise(last, next),
        },
      });
    }
    if (change === 'fell') least = Math.min(least, relativeFall(before, after));
  }
  if (least < Number.POSITIVE_INFINITY) return holds(least);
  return inconclusive('every change of the envelope lies inside the rounding error of the loss');
};

const early = (path: LossPath, steps: number): Observation => {
  if (path.compare(0, steps) !== 'rose') return inconclusive('the run is shorter than two windows');
  const [before, after] = [path.values[0]!, path.values[steps]!];
  return refuted({
    cause: 'diverges',
    sentence: `the run diverges within ${plural(steps, 'step')}: the loss goes from ${short(before)} to ${short(after)}`,
    margin: relativeFall(before, after),
    derived: { step: 0, until: steps, measured: after, allowed: before },
  });
};

/** Index of the greatest value in [from, to]; NaN counts as greater than anything. */
const greatest = (values: readonly number[], from: number, to: number): number => {
  let best = from;
  for (let k = from + 1; k <= to; k++) if (!(values[k]! <= values[best]!)) best = k;
  return best;
};
