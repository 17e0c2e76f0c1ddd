import type { BenchRow } from '../row.ts';

/** A bound on a ratio; `none` for a figure without one. */
export type Target = { readonly atLeast: number } | { readonly atMost: number } | 'none';

/**
 * The quotient of two timings, repeated alternately so that a busy machine hits both.
 *
 * @param measure seconds for one unit of work, ours and the peer's; the row shows peer/ours for `atLeast`, ours/peer
 * for `atMost`
 */
export const ratioRow = (options: {
  readonly what: string;
  readonly peer: string;
  readonly target: Target;
  readonly repetitions: number;
  readonly ours: () => number;
  readonly theirs: () => number;
}): BenchRow => {
  const { target } = options;
  // Once unmeasured, for the compiler.
  options.ours();
  options.theirs();
  const ratios = Array.from({ length: options.repetitions }, () => {
    const [ours, theirs] = [options.ours(), options.theirs()];
    return target !== 'none' && 'atMost' in target ? ours / theirs : theirs / ours;
  }).sort((a, b) => a - b);
  const median = ratios[Math.floor(ratios.length / 2)]!;
  return {
    what: options.what,
    peer: options.peer,
    target: describe(target),
    median,
    least: ratios[0]!,
    greatest: ratios.at(-1)!,
    met: meets(target, median),
  };
};

const describe = (target: Target): string => {
  if (target === 'none') return '–';
  return 'atLeast' in target ? `≥ ${target.atLeast}×` : `≤ ${target.atMost}×`;
};

const meets = (target: Target, ratio: number): boolean => {
  if (target === 'none') return true;
  return 'atLeast' in target ? ratio >= target.atLeast : ratio <= target.atMost;
};

/** A row that says why nothing was measured. */
export const skippedRow = (what: string, peer: string, target: Target, reason: string): BenchRow => ({
  what,
  peer: `${peer} (skipped: ${reason})`,
  target: describe(target),
  median: Number.NaN,
  least: Number.NaN,
  greatest: Number.NaN,
  met: true,
});

/** Seconds of one call. */
export const seconds = (work: () => void): number => {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
};
