import { dimensionStratum } from '../arbitrary/coverage/strata.ts';
import {
  angleEdges,
  greatest,
  mergeBlocks,
  mergeDegradation,
  mergeFrontier,
  mergeHeatMap,
  mergeWindows,
} from '../statistics.ts';
import type { StepTrace, Trace } from '../types/check.ts';
import type { Loss } from '../types/loss.ts';
import type { RuleStatistics } from '../types/report.ts';

/** Bins of η·β, on a logarithmic axis. */
const binsPerDecade = 8;

/** Angle strata of the heat map, in the order in which they are shown. */
const angleStrata: readonly { readonly label: string; readonly to: number }[] = [
  { label: '0°', to: 0 },
  { label: '(0°, 1°]', to: 1 },
  { label: '(1°, 89°]', to: 89 },
  { label: '(89°, 89.999°]', to: 89.999 },
  { label: '(89.999°, 90°)', to: 90 },
  { label: '≥ 90°', to: Number.POSITIVE_INFINITY },
];

/** Scale strata of the heat map: the largest |yᵢ| of a step. */
const scaleStrata: readonly { readonly label: string; readonly to: number }[] = [
  { label: '≤ 1e-8', to: 1e-8 },
  { label: '≤ 1e-2', to: 1e-2 },
  { label: '≤ 1e2', to: 1e2 },
  { label: '> 1e2', to: Number.POSITIVE_INFINITY },
];

const stratumOf = (
  strata: readonly { readonly label: string; readonly to: number }[],
  value: number,
): string => strata.find(({ to }) => value <= to)!.label;

/** A run of one case, and how large its loss is and whether it holds still. */
export interface TracedCase {
  readonly trace: Trace;
  readonly loss: Pick<Loss, 'facts' | 'dimension'>;
}

/** What some cases add to the statistics of their rule. Cost: O(steps). */
export const traceStatistics = (cases: readonly TracedCase[]): RuleStatistics => {
  const steps = cases.flatMap(({ trace }) => trace.steps);
  const effective = steps.filter(({ conditionNumber }) => conditionNumber !== null);
  // On a sample's gradient and on a drifting loss no step size is small enough for every step.
  const steady = cases.flatMap(({ trace, loss: { facts } }) =>
    facts.stochastic || facts.timeVarying ? [] : trace.steps,
  );
  return {
    steps: steps.length,
    effectiveSteps: effective.length,
    restSteps: cases.reduce((sum, { trace }) => sum + trace.atRest, 0),
    angles: { edges: angleEdges, counts: countIn(angleEdges, steps.flatMap(degreesOf)) },
    largestAngle: greatest(effective.flatMap(degreesOf)),
    largestConditionNumber: greatest(effective.map(({ conditionNumber }) => conditionNumber)),
    degradation: mergeDegradation(steps.flatMap(degradationRow)),
    frontier: mergeFrontier(steady.flatMap(frontierRow)),
    windows: mergeWindows(cases.map(({ trace: { window } }) => ({ window, count: 1 }))),
    blocks: mergeBlocks(
      steps.flatMap(({ index, blocks }) =>
        blocks.flatMap(({ name, effective: goesDown }) =>
          goesDown === null ? [] : [{ block: name, step: index, effective: Number(goesDown), total: 1 }],
        ),
      ),
    ),
    heatMap: mergeHeatMap(
      cases.flatMap(({ trace, loss }) => {
        const dimension = dimensionStratum(loss.dimension);
        return trace.steps.flatMap((step) =>
          degreesOf(step).map((angle) => ({
            angle: stratumOf(angleStrata, angle),
            dimension,
            scale: stratumOf(scaleStrata, step.scale ?? 0),
            count: 1,
          })),
        );
      }),
    ),
    losses: [],
  };
};

const degreesOf = ({ angle }: StepTrace): readonly number[] =>
  angle === null ? [] : [(angle * 180) / Math.PI];

const degradationRow = ({ angle, conditionNumber }: StepTrace): RuleStatistics['degradation'] => {
  if (angle === null || conditionNumber === null || !(angle < Math.PI / 2)) return [];
  const logDelta = Math.floor(4 * Math.log10(Math.PI / 2 - angle)) / 4;
  return [{ logDelta, count: 1, least: conditionNumber, greatest: conditionNumber }];
};

const frontierRow = ({
  fell,
  relativeStepSize,
  gradientDescentFell,
}: StepTrace): RuleStatistics['frontier'] => {
  if (fell === null || gradientDescentFell === null || relativeStepSize === null) return [];
  if (!(relativeStepSize > 0)) return [];
  const bin = Math.floor(binsPerDecade * Math.log10(relativeStepSize));
  return [
    {
      from: 10 ** (bin / binsPerDecade),
      to: 10 ** ((bin + 1) / binsPerDecade),
      effective: Number(fell),
      total: 1,
      gradientDescentEffective: Number(gradientDescentFell),
    },
  ];
};

const countIn = (edges: readonly number[], values: readonly number[]): readonly number[] => {
  const counts = edges.map(() => 0);
  for (const value of values) {
    let bin = 0;
    while (bin + 1 < edges.length && value >= edges[bin + 1]!) bin++;
    counts[bin] = counts[bin]! + 1;
  }
  return counts;
};
