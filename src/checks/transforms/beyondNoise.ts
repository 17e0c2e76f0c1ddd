import type { Running, Trajectory } from '../../types/run.ts';
import type { Setting } from '../../types/scenario.ts';
import { firstBeyondNoise } from '../noise/beyondNoise.ts';
import { deviationsIn, noiseSamples } from '../noise/noiseSamples.ts';
import { runOf } from '../run/run.ts';
import { streamOf } from '../run/streams.ts';
import type { Gap } from './compareRuns.ts';
import type { Variant } from './law.ts';
import { variantRun } from './variantRun.ts';

/** A plain and a changed run that differ somewhere by more than the rounding of Δ. */
export interface Departure {
  readonly setting: Setting;
  readonly variant: Variant;
  readonly plain: Trajectory;
  readonly other: Trajectory;
  /** Whether the law reorders or adds coordinates, and sums over them with these. */
  readonly reorders: boolean;
}

/**
 * The first of these gaps that neither run's answer to rounding errors explains, with all the noise there is.
 *
 * Cost: up to 39 runs on either side, as far as the last of the gaps; fewer where noise explains them all.
 */
export const beyondNoise = (
  { setting, variant, plain, other, reorders }: Departure,
  gaps: readonly Gap[],
): Running<Gap | undefined> => {
  const count = gaps.reduce((most, { step }) => Math.max(most, step), Number.NEGATIVE_INFINITY) + 1;
  const random = streamOf(setting.scenario, 'perturbation');
  const { mixes } = variant;
  const { rule } = setting;
  const { precision, arithmetic } = rule;
  const common = { rule, mixes, reorders, precision, arithmetic, movesSettings: false, random };
  return firstBeyondNoise<Gap>(gaps, () => [
    {
      samples: noiseSamples({
        ...common,
        loss: setting.loss,
        run: runOf(setting),
        steps: plain.steps.slice(0, count),
      }),
      deviation: deviationsIn({ compared: variant.plain, mixes }),
    },
    {
      samples: noiseSamples({
        ...common,
        loss: variant.loss,
        run: variantRun(setting, variant),
        steps: other.steps.slice(0, count),
      }),
      deviation: deviationsIn({ compared: variant.changed, mixes }),
    },
  ]);
};
