import { shortNumber } from '../numbers.ts';
import type { MetricSpan, MetricTrace } from '../types/trace.ts';
import { certifiedSpan, type MetricPair } from './certifiedSpan.ts';
import { thinned } from './curve.ts';
import { isDefiniteBeyond, isRefuted } from './definite.ts';
import { asymmetryBound, diagonalBound, type Stored } from './rounding.ts';
import { runningSpread } from './spread.ts';
import type { CrossSums } from './step.ts';

/** A step with its products, and how long one metric has explained what began there. */
interface Kept {
  readonly step: number;
  readonly cross: CrossSums;
  /** Whether a metric is certified for the steps from here on; undefined where the record has sums alone. */
  readonly certified: ((pair: MetricPair) => boolean) | undefined;
  readonly span: { notRefuted?: number; explained?: number; within1?: number; within10?: number };
}

/** Over how many steps one metric explains a run, as the steps come. Memory: that of so many steps' products. */
export interface RunningMetric {
  readonly add: (step: number, cross: CrossSums, count: number, pair?: MetricPair) => void;
  readonly result: () => MetricTrace | null;
}

/** What two steps say of one metric for both. */
interface Pair {
  /** (gᵢᵀyⱼ + gⱼᵀyᵢ)/2. */
  readonly mean: number;
  /** |gᵢᵀyⱼ − gⱼᵀyᵢ|/(‖gᵢ‖‖yⱼ‖ + ‖gⱼ‖‖yᵢ‖). */
  readonly asymmetry: number;
  /** What rounding can make of the same. */
  readonly allowed: number;
  /** The bound of `mean`. */
  readonly bound: number;
}

/**
 * From every step on: how many steps in a row are explained by one symmetric positive definite M with M gᵢ = yᵢ, g = Δ/η.
 *
 * *Refuted* where |gᵢᵀyⱼ − gⱼᵀyᵢ| exceeds what rounding does, or some combination c of the steps has cᵀGᵀYc < 0 beyond its
 * bound; *explained* where M is certified from the vectors of all steps; of sums alone, where no pair exceeds its bound and
 * every matrix within the bounds of GᵀY is positive definite, by a Cholesky factorisation shifted by their norm.
 *
 * Source: X10. Cost: O(k³) a step, k ≤ 16 the steps in a row.
 *
 * @param most k, the steps in a row that are looked at
 */
export const runningMetric = (most: number, stored: Stored): RunningMetric => {
  let kept: Kept[] = [];
  /** Pairs of each kept step with the kept ones before it, in their order. */
  let pairs: (readonly Pair[])[] = [];
  let witness: string | undefined;
  let refutedStarts = 0;
  let explainedStarts = 0;
  let starts = 0;
  const spans = thinned<MetricSpan>((one, other) => one.notRefuted < other.notRefuted);
  const medians = {
    notRefuted: runningSpread(),
    explained: runningSpread(),
    within1: runningSpread(),
    within10: runningSpread(),
  };
  const close = ({ step, span }: Kept, length: number, whole: boolean): void => {
    const { notRefuted, explained, within1, within10 } = span;
    if (notRefuted !== undefined) refutedStarts++;
    // Of a start at the end of the run it is not known how long the others would have gone on.
    const isKnown = [notRefuted, explained, within1, within10].every((value) => value !== undefined);
    if (!whole && !isKnown) return;
    starts++;
    if (notRefuted === undefined && explained === undefined) explainedStarts++;
    const closed: MetricSpan = {
      start: step,
      notRefuted: notRefuted ?? length,
      explained: Math.min(explained ?? length, notRefuted ?? length),
      within1: within1 ?? length,
      within10: within10 ?? length,
    };
    spans.add(closed);
    for (const name of ['notRefuted', 'explained', 'within1', 'within10'] as const) {
      medians[name].add(closed[name], step, false);
    }
  };
  const judge = (count: number, vectors: MetricPair | undefined): void => {
    const last = kept.at(-1)!;
    const latest = pairs.at(-1)!;
    let [refuted, over1, over10] = [false, false, false];
    const definite = definiteness(kept, pairs, count, stored);
    for (let i = kept.length - 1; i >= 0; i--) {
      const { span, step, certified } = kept[i]!;
      const length = kept.length - 1 - i;
      const pair = latest[i];
      if (pair !== undefined) {
        if (pair.asymmetry > pair.allowed || Number.isNaN(pair.asymmetry)) {
          witness ??= `gᵢᵀyⱼ and gⱼᵀyᵢ of steps ${step} and ${last.step} are ${shortNumber(100 * pair.asymmetry)} % apart, and rounding allows ${shortNumber(100 * pair.allowed)} %`;
          refuted = true;
        }
        over1 ||= !(pair.asymmetry <= 0.01);
        over10 ||= !(pair.asymmetry <= 0.1);
      }
      if (definite[i] === 'refuted') {
        witness ??= `${length === 0 ? `step ${step} has` : `steps ${step} to ${last.step} together have`} a direction c with cᵀGᵀYc < 0`;
        refuted = true;
      }
      if (refuted) span.notRefuted ??= length;
      if (over1) span.within1 ??= length;
      if (over10) span.within10 ??= length;
      if (span.explained !== undefined) continue;
      const isExplained = vectors && certified ? certified(vectors) : definite[i] === 'definite';
      if (refuted || !isExplained) span.explained = length;
    }
  };
  return {
    add: (step, cross, count, pair) => {
      const before = Math.min(kept.length, cross.gy.length, cross.yg.length);
      if (before < kept.length) {
        // The record begins anew: what came before cannot be compared.
        kept = kept.slice(kept.length - before);
        pairs = pairs.slice(pairs.length - before).map((row, i) => row.slice(row.length - i));
      }
      const shift = cross.gy.length - before;
      pairs.push(
        kept.map(({ cross: other }, i) =>
          pairOf(other, cross, { count, stored, gy: cross.gy[i + shift]!, yg: cross.yg[i + shift]! }),
        ),
      );
      kept.push({ step, cross, certified: pair && certifiedSpan(count, stored), span: {} });
      judge(count, pair);
      if (kept.length === most) {
        close(kept.shift()!, most, true);
        pairs.shift();
        pairs = pairs.map((row) => row.slice(1));
      }
    },
    result: () => {
      const isShort = starts === 0;
      for (const [i, one] of kept.entries()) close(one, kept.length - i, isShort && i === 0);
      kept = [];
      if (starts === 0) return null;
      const median = (name: keyof typeof medians): number => medians[name].result()?.median ?? 0;
      const verdict =
        refutedStarts > 0 ? 'refuted' : explainedStarts === starts ? 'explained' : 'inconclusive';
      return {
        most,
        verdict,
        sentence: sentenceOf(verdict, witness),
        median: {
          notRefuted: median('notRefuted'),
          explained: median('explained'),
          within1: median('within1'),
          within10: median('within10'),
        },
        spans: spans.result().points,
      };
    },
  };
};

const sentenceOf = (verdict: MetricTrace['verdict'], witness: string | undefined): string => {
  switch (verdict) {
    case 'refuted':
      return `no one metric explains the run: ${witness}`;
    case 'explained':
      return 'one metric explains every stretch that was looked at, with a certificate';
    case 'inconclusive':
      return 'one metric for each stretch is not refuted, and not certified for all of them';
    default:
      return verdict satisfies never;
  }
};

const pairOf = (
  one: CrossSums,
  other: CrossSums,
  {
    count,
    stored,
    gy,
    yg,
  }: { readonly count: number; readonly stored: Stored; readonly gy: number; readonly yg: number },
): Pair => {
  const size = Math.sqrt(one.gg * other.yy) + Math.sqrt(other.gg * one.yy);
  const bound = asymmetryBound(one, other, count, stored);
  const difference = Math.abs(gy - yg);
  return {
    mean: (gy + yg) / 2,
    asymmetry: size === 0 ? 0 : difference / size,
    allowed: size === 0 ? 0 : bound / size,
    bound,
  };
};

/**
 * For each start, whether GᵀY from there to the latest step is positive definite whatever rounding did, or is not.
 *
 * The steps are taken from the latest on backwards, so that one factorisation has all of them as leading minors.
 */
const definiteness = (
  kept: readonly Kept[],
  pairs: readonly (readonly Pair[])[],
  count: number,
  stored: Stored,
): readonly ('definite' | 'refuted' | 'open')[] => {
  const k = kept.length;
  const at = (i: number): number => k - 1 - i;
  const norms = kept.map(({ cross }) => Math.sqrt(Math.sqrt(cross.gg * cross.yy)));
  const entry = (i: number, j: number): { readonly value: number; readonly bound: number } => {
    const [a, b] = [at(i), at(j)];
    const scale = norms[a]! * norms[b]!;
    if (a === b) {
      const { cross } = kept[a]!;
      const value = cross.own / scale;
      return { value, bound: diagonalBound(cross, count, stored) / scale };
    }
    const pair = pairs[Math.max(a, b)]![Math.min(a, b)]!;
    return { value: pair.mean / scale, bound: pair.bound / scale };
  };
  const matrix = kept.map((_, i) => kept.map((__, j) => entry(i, j)));
  const states: ('definite' | 'refuted' | 'open')[] = kept.map(() => 'open');
  // Each leading block has a norm of its own that its entries may be off by.
  const rows: number[][] = [];
  for (let i = 0; i < k; i++) {
    const row: number[] = [];
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!.value;
      for (let m = 0; m < j; m++) sum -= row[m]! * (rows[j]?.[m] ?? row[m]!);
      if (j < i) row.push(sum / rows[j]![j]!);
      else {
        if (!(sum > 0)) {
          const refutedHere = isRefuted(matrix, rows, row, i);
          for (let rest = i; rest < k; rest++) states[at(rest)] = refutedHere ? 'refuted' : 'open';
          return states;
        }
        row.push(Math.sqrt(sum));
      }
    }
    rows.push(row);
    if (isDefiniteBeyond(matrix, i + 1)) states[at(i)] = 'definite';
  }
  return states;
};
