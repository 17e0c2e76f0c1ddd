import { isHalf, roundedTo, unitInTheLastPlace } from '../../linalg/precision.ts';
import { formatOf } from '../../linalg/rounding.ts';
import type { Loss } from '../../types/loss.ts';
import type { Precision, Storage } from '../../types/rule.ts';
import type { Random, Vector } from '../../types/vector.ts';
import { resolvedUnits } from './rounding.ts';

/** What the θ of a scenario is stored in; doubles where a demand says nothing. */
export type StoredIn = Pick<Storage, 'precision' | 'arithmetic'>;

/** Magnitudes of θ and of slopes that are not 0, for what overflows or underflows easily. */
interface Range {
  readonly theta: number;
  readonly slope: { readonly least: number; readonly greatest: number };
}

/** Of binary16, stored or computed in: sums and quotients of a few such numbers stay finite and normal. */
const ranges: Readonly<Record<'stored' | 'computed', Range>> = {
  stored: { theta: 2 ** 10, slope: { least: 2 ** -10, greatest: 2 ** 10 } },
  computed: { theta: 2 ** 10, slope: { least: 2 ** -2, greatest: 2 ** 5 } },
};

const rangeOf = ({ precision, arithmetic }: StoredIn): Range | undefined => {
  if (arithmetic === 'float16') return ranges.computed;
  return precision === 'float16' ? ranges.stored : undefined;
};

/** θ in the precision of a demand, and 1 where a tiny number would leave its domain; as it is where there is none. */
export const inStorage = (
  theta: readonly number[],
  { storage, domain }: { readonly storage?: StoredIn; readonly domain: 'all' | 'positive' },
): readonly number[] => {
  if (!storage) return theta;
  return theta.map((x) => {
    const { greatest } = formatOf(storage.precision);
    const rounded = Math.max(-greatest, Math.min(greatest, roundedTo(x, storage.precision)));
    // Beyond the greatest number the run diverges at once; a case is stored all the same.
    if (!Number.isFinite(rounded)) return x;
    return domain === 'positive' && x > 0 ? rounded || 1 : rounded;
  });
};

/** Whether θ is stored as it is, and neither it nor ∇L there is out of the range in which a rule is judged. */
export const isStorable = (loss: Loss, theta: readonly number[], storage: StoredIn | undefined): boolean => {
  if (!storage) return true;
  if (theta.some((x) => !Object.is(roundedTo(x, storage.precision), x))) return false;
  const range = rangeOf(storage);
  if (!range) return true;
  const { least, greatest } = range.slope;
  return (
    theta.every((x) => Math.abs(x) <= range.theta) &&
    loss.gradient(Float64Array.from(theta), 0).every((d) => {
      const slope = Math.abs(roundedTo(d, storage.precision));
      return slope === 0 || (slope >= least && slope <= greatest);
    })
  );
};

/** The least η at which η|∂ᵢL| is 16 units in the last place of θᵢ in some coordinate; Infinity where ∇L is 0. */
export const leastResolvedStepSize = (
  gradient: Vector,
  theta: readonly number[],
  precision: Precision,
): number =>
  theta.reduce((least, x, i) => {
    const slope = Math.abs(gradient[i]!);
    return slope > 0 ? Math.min(least, (resolvedUnits * unitInTheLastPlace(x, precision)) / slope) : least;
  }, Number.POSITIVE_INFINITY);

/** Whether a start is at θ = 0, where numbers lie closest: half of those that are stored in sixteen bits. */
export const startsAtZero = (domain: 'all' | 'positive', random: Random): boolean =>
  random() < 1 / 2 && domain === 'all';

/** Whether scenarios of a demand are drawn so that their steps are resolved. */
export const needsResolution = (storage: StoredIn | undefined): storage is StoredIn =>
  storage !== undefined && isHalf(storage.precision);
