import type { Histogram, RuleReport, RuleStatistics } from './types/report.ts';

/** Bins of ψ in degrees: 5° wide, and finer where the metric degrades. */
export const angleEdges: readonly number[] = [
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

/**
 * The statistics of two disjoint sets of cases together, of one rule or of several: commutative and associative, so that
 * order never shows. Histograms of unlike bins do not add: those of `a` stay, as in a report of another version.
 */
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

/** Rows of κ* by bin of π/2 − ψ: those of one bin together, in ascending order. */
export const mergeDegradation = (rows: RuleStatistics['degradation']): RuleStatistics['degradation'] =>
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

/** Cases by window: those of one window together, in ascending order, "none" last. */
export const mergeWindows = (rows: RuleStatistics['windows']): RuleStatistics['windows'] =>
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

/** Steps by bin of η·β: those of one bin together, in ascending order. */
export const mergeFrontier = (rows: RuleStatistics['frontier']): RuleStatistics['frontier'] =>
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

/** Steps by block and step index: those of one block and step together, by step. */
export const mergeBlocks = (rows: RuleStatistics['blocks']): RuleStatistics['blocks'] =>
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

/** Steps by stratum: those of one cell together, in alphabetical order. */
export const mergeHeatMap = (rows: RuleStatistics['heatMap']): RuleStatistics['heatMap'] =>
  mergeRows(
    rows,
    cellOf,
    (p, q) => ({ ...p, count: p.count + q.count }),
    (p, q) => (cellOf(p) < cellOf(q) ? -1 : 1),
  );

const cellOf = ({ angle, dimension, scale }: RuleStatistics['heatMap'][number]): string =>
  `${angle} ${dimension} ${scale}`;

const mergeHistograms = (a: Histogram, b: Histogram): Histogram => {
  if (a.edges.length === 0) return b;
  if (!haveSameBins(a, b)) return a;
  return { edges: a.edges, counts: a.counts.map((count, i) => count + (b.counts[i] ?? 0)) };
};

const haveSameBins = (a: Histogram, b: Histogram): boolean =>
  a.edges === b.edges ||
  (a.edges.length === b.edges.length && a.edges.every((edge, i) => edge === b.edges[i]));

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

/** The greatest of what is known; null where nothing is. */
export const greatest = (values: readonly (number | null)[]): number | null =>
  values.reduce<number | null>(
    (most, value) => (value !== null && (most === null || value > most) ? value : most),
    null,
  );

/** Whether a check's cases are those of the other checks again; older reports say it by the id alone. */
const recounts = ({ id, recounts: says }: Pick<RuleReport['checks'][number], 'id' | 'recounts'>): boolean =>
  says ?? id === 'contained';

/** The cases of all checks of a rule, each once; one that was lost is known to the check alone that watches the others. */
export const casesInAll = ({ checks }: Pick<RuleReport, 'checks'>): number =>
  Math.max(
    checks.reduce((sum, check) => (recounts(check) ? sum : sum + check.cases), 0),
    ...checks.filter(recounts).map(({ cases }) => cases),
  );
