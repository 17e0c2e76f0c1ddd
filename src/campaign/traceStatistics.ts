import { dimensionStratum } from '../arbitrary/strata.ts';
import type { StepTrace, Trace } from '../types/check.ts';
import type { Loss } from '../types/loss.ts';
import type { Histogram, RuleStatistics } from '../types/report.ts';

/** Bins of ψ in degrees: 5° wide, and finer where the metric degrades. */
const angleEdges: readonly number[] = [
  ...Array.from({ length: 17 }, (_, i) => 5 * i),
  85,
  88,
  89,
  89.9,
  89.99,
  89.999,
  90,
  95,
  100,
  120,
  150,
  180,
];

/** Bins of η·β, on a logarithmic axis. */
const binsPerDecade = 8;

/** Angle strata of the heat map, in the order in which they are shown. */
export const angleStrata: readonly { readonly label: string; readonly to: number }[] = [
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

/** Statistics of no case at all: the neutral element of `mergeStatistics`. */
export const emptyStatistics: RuleStatistics = {
  steps: 0,
  effectiveSteps: 0,
  restSteps: 0,
  angles: { edges: angleEdges, counts: angleEdges.map(() => 0) },
  largestAngle: null,
  largestConditionNumber: null,
  degradation: [],
  frontier: [],
  windows: [],
  blocks: [],
  heatMap: [],
  losses: [],
};

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

/** The statistics of two disjoint sets of cases together: commutative and associative, so that order never shows. */
export const mergeStatistics = (a: RuleStatistics, b: RuleStatistics): RuleStatistics => {
  if (b === emptyStatistics) return a;
  if (a === emptyStatistics) return b;
  return {
    steps: a.steps + b.steps,
    effectiveSteps: a.effectiveSteps + b.effectiveSteps,
    restSteps: a.restSteps + b.restSteps,
    angles: mergeHistograms(a.angles, b.angles),
    largestAngle: greatest([a.largestAngle, b.largestAngle]),
    largestConditionNumber: greatest([a.largestConditionNumber, b.largestConditionNumber]),
    degradation: mergeDegradation([...a.degradation, ...b.degradation]),
    frontier: mergeFrontier([...a.frontier, ...b.frontier]),
    windows: mergeWindows([...a.windows, ...b.windows]),
    blocks: mergeBlocks([...a.blocks, ...b.blocks]),
    heatMap: mergeHeatMap([...a.heatMap, ...b.heatMap]),
    losses: mergeLosses([...a.losses, ...b.losses]),
  };
};

const mergeDegradation = (rows: RuleStatistics['degradation']): RuleStatistics['degradation'] =>
  mergeRows(
    rows,
    ({ logDelta }) => String(logDelta),
    (p, q) => ({
      logDelta: p.logDelta,
      count: p.count + q.count,
      least: Math.min(p.least, q.least),
      greatest: Math.max(p.greatest, q.greatest),
    }),
    (p, q) => p.logDelta - q.logDelta,
  );

const mergeWindows = (rows: RuleStatistics['windows']): RuleStatistics['windows'] =>
  mergeRows(
    rows,
    ({ window }) => String(window),
    (p, q) => ({ window: p.window, count: p.count + q.count }),
    (p, q) => (p.window ?? Number.POSITIVE_INFINITY) - (q.window ?? Number.POSITIVE_INFINITY),
  );

/** Cases by loss family, in alphabetical order. */
export const mergeLosses = (rows: RuleStatistics['losses']): RuleStatistics['losses'] =>
  mergeRows(
    rows,
    ({ loss }) => loss,
    (p, q) => ({
      loss: p.loss,
      cases: p.cases + q.cases,
      refuted: p.refuted + q.refuted,
      inconclusive: p.inconclusive + q.inconclusive,
    }),
    (p, q) => (p.loss < q.loss ? -1 : 1),
  );

const mergeFrontier = (rows: RuleStatistics['frontier']): RuleStatistics['frontier'] =>
  mergeRows(
    rows,
    ({ from }) => from.toPrecision(6),
    (p, q) => ({
      from: p.from,
      to: p.to,
      effective: p.effective + q.effective,
      total: p.total + q.total,
      gradientDescentEffective: p.gradientDescentEffective + q.gradientDescentEffective,
    }),
    (p, q) => p.from - q.from,
  );

const mergeBlocks = (rows: RuleStatistics['blocks']): RuleStatistics['blocks'] =>
  mergeRows(
    rows,
    ({ block, step }) => `${step} ${block}`,
    (p, q) => ({
      block: p.block,
      step: p.step,
      effective: p.effective + q.effective,
      total: p.total + q.total,
    }),
    (p, q) => p.step - q.step || (p.block < q.block ? -1 : 1),
  );

const mergeHeatMap = (rows: RuleStatistics['heatMap']): RuleStatistics['heatMap'] =>
  mergeRows(
    rows,
    cellOf,
    (p, q) => ({ ...p, count: p.count + q.count }),
    (p, q) => (cellOf(p) < cellOf(q) ? -1 : 1),
  );

const cellOf = ({ angle, dimension, scale }: RuleStatistics['heatMap'][number]): string =>
  `${angle} ${dimension} ${scale}`;

const mergeHistograms = (a: Histogram, b: Histogram): Histogram => ({
  edges: a.edges,
  counts: a.counts.map((count, i) => count + b.counts[i]!),
});

const mergeRows = <Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  merge: (a: Row, b: Row) => Row,
  order: (a: Row, b: Row) => number,
): readonly Row[] => {
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    const key = keyOf(row);
    const known = byKey.get(key);
    byKey.set(key, known === undefined ? row : merge(known, row));
  }
  return [...byKey.values()].sort(order);
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

const greatest = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>(
    (most, value) => (value !== null && (most === null || value > most) ? value : most),
    null,
  );
