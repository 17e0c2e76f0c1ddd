import type { Trajectory } from '../../../dynamics/trajectory.ts';
import type { Announce } from '../../../types/check.ts';
import type { Setting } from '../../../types/scenario.ts';
import { deviationAt, deviations } from '../deviations.ts';
import { runOf } from '../runs.ts';
import { streamOf } from '../streams.ts';
import type { Gap } from './compareRuns.ts';
import type { Variant } from './law.ts';
import { variantRun } from './variantRun.ts';

/** A plain and a changed run that differ somewhere by more than the rounding of Δ. */
export interface Departure {
  readonly setting: Setting;
  readonly announce: Announce;
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
  { setting, announce, variant, plain, other, reorders }: Departure,
  gaps: readonly Gap[],
  precision: 'float64' | 'float32',
): Gap | undefined => {
  if (gaps.length === 0) return undefined;
  const count = Math.max(...gaps.map(({ step }) => step)) + 1;
  const random = streamOf(setting.scenario, 'perturbation');
  const { rule } = setting;
  const common = { rule, mixes: variant.mixes, reorders, precision, movesSettings: false, random };
  const sides = [
    {
      compared: variant.plain,
      samples: deviations({
        ...common,
        loss: setting.loss,
        run: runOf(setting, announce),
        steps: plain.steps.slice(0, count),
      }),
    },
    {
      compared: variant.changed,
      samples: deviations({
        ...common,
        loss: variant.loss,
        run: variantRun(setting, variant, announce),
        steps: other.steps.slice(0, count),
      }),
    },
  ];
  let open = gaps;
  for (const { samples, compared } of sides) {
    const most = new Map<Gap, number>();
    for (const sample of samples) {
      open = open.filter((gap) => {
        most.set(
          gap,
          Math.max(most.get(gap) ?? 0, deviationAt(sample, gap, { compared, mixes: variant.mixes })),
        );
        return gap.difference > gap.noise + most.get(gap)!;
      });
      if (open.length === 0) return undefined;
    }
    open = open.map((gap) => ({ ...gap, noise: gap.noise + most.get(gap)! }));
  }
  return open[0];
};
