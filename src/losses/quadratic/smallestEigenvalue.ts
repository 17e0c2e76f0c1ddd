import { type Dyadic, dyadic, dyadicVector, overOnePower } from '../../linalg/exact.ts';
import { integerDefiniteness } from '../../linalg/fractionFree.ts';
import { roundedDown, unitRoundoff } from '../../linalg/rounding.ts';
import { timesPowerOfTwo } from '../../linalg/scaled.ts';
import { symmetricSpectrum } from '../../linalg/symmetric.ts';
import type { Vector } from '../../types/vector.ts';

/**
 * λ > 0 with λ < λmin(XᵀX), below it by a few u λmax.
 *
 * A computed eigenvalue less a guess of what it errs by, which is doubled until XᵀX − λI is proved definite by exact
 * elimination.
 * @param rows X, n rows of shape (D), finite
 * @returns undefined where XᵀX is singular, so near to it that no guess proves it, or overflows
 * Cost: O(nD²) and O(D³) products of integers; none where n < D.
 */
export const smallestEigenvalueBound = (rows: readonly Vector[]): number | undefined => {
  const dimension = rows[0]!.length;
  if (rows.length < dimension) return undefined;
  const { integers, exponent } = dyadicVector(rows.flatMap((row) => [...row]));
  const gram = Array.from({ length: dimension * dimension }, (_, k) => {
    const [i, j] = [Math.floor(k / dimension), k % dimension];
    let sum = 0n;
    for (let at = 0; at < integers.length; at += dimension) sum += integers[at + i]! * integers[at + j]!;
    return { integer: sum, exponent: 2 * exponent };
  });
  const entries = Float64Array.from(gram, (entry) => timesPowerOfTwo(Number(entry.integer), entry.exponent));
  if (!entries.every(Number.isFinite)) return undefined;
  const { values } = symmetricSpectrum(dimension, entries);
  const [least, greatest] = [values[0]!, values.at(-1)!];
  for (let error = unitRoundoff * greatest; least > error; error *= 2) {
    const bound = roundedDown(least - error);
    if (isBelowSpectrum(gram, dimension, bound)) return bound;
  }
  return undefined;
};

/** Whether M − λI is positive definite, decided exactly. */
const isBelowSpectrum = (matrix: readonly Dyadic[], dimension: number, bound: number): boolean => {
  const [shift, ...entries] = overOnePower([dyadic(bound), ...matrix]).integers;
  const shifted = entries.map((entry, k) => (k % (dimension + 1) === 0 ? entry - shift! : entry));
  return integerDefiniteness(dimension, shifted).kind === 'definite';
};
