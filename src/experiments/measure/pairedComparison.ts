import { shareBounds } from '../../arbitrary/coverage/shareBounds.ts';

/** Probability with which the bounds on a share, and so a conclusion, may be wrong. */
export const conclusionError = 0.05;

/** How often the one of two numbers is below the other, and what follows. */
export interface PairedComparison {
  /** Pairs whose second number is the lower one. */
  readonly lower: number;
  /** Pairs whose numbers differ. */
  readonly of: number;
  /** All shares of lower seconds that agree with the count, but for the error. */
  readonly bounds: readonly [number, number];
  readonly verdict: 'helps' | 'hurts' | 'undecided';
  /** The verdict with its figures. */
  readonly conclusion: string;
}

/**
 * A sign test: the second *helps* where it is the lower of more than half of all pairs, by the bounds on that share,
 * *hurts* where it is of less than half, and otherwise it is *undecided*. Equal numbers say nothing, nor does NaN.
 *
 * Where the order is a matter of chance alone, a verdict other than *undecided* has at most the error's probability.
 * Source: Arbuthnott, Phil. Trans. 27 (1710), with the bounds of {@link shareBounds}.
 * @param pairs what came of each start without the change and with it, the starts being independent
 */
export const pairedComparison = (pairs: readonly (readonly [number, number])[]): PairedComparison => {
  const lower = pairs.filter(([without, changed]) => changed < without).length;
  const of = lower + pairs.filter(([without, changed]) => changed > without).length;
  const bounds: readonly [number, number] = of === 0 ? [0, 1] : shareBounds(lower, of, conclusionError);
  const verdict = bounds[0] > 1 / 2 ? 'helps' : bounds[1] < 1 / 2 ? 'hurts' : 'undecided';
  const [from, to] = bounds.map((bound) => Math.round(100 * bound));
  const certainty = Math.round(100 * (1 - conclusionError));
  return {
    lower,
    of,
    bounds,
    verdict,
    conclusion: `${verdict}: loss lower in ${lower} of ${of} starts (${certainty} % bounds on the share: ${from} % to ${to} %)`,
  };
};
