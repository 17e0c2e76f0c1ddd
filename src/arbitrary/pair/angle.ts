import type fc from 'fast-check';
import { denseAngleLimit } from '../../metric/rounding.ts';
import type { Random } from '../../types/vector.ts';
import { logUniform, weightedOneOf } from '../choose.ts';
import type { Stratum } from '../coverage/strata.ts';
import { directArbitrary } from '../shrink/direct.ts';
import { scaleCost, simplerScales } from '../shrink/number.ts';

/**
 * Angles ψ as values of tan ψ, from `least` (excluded) to `greatest`: unlike ψ itself, tan ψ keeps its relative
 * accuracy up to 90°.
 */
export interface AngleStratum extends Stratum {
  readonly least: number;
  readonly greatest: number;
}

/** ψ in radians, shape of a demand. */
export interface AngleRange {
  readonly min: number;
  readonly max: number;
}

const degree = Math.PI / 180;

/** Relative width by which tan ψ of a pair made for a tangent may miss it: the rounding to eleven bits, doubled. */
export const tangentSlack = 2 ** -9;

/** tan of the smallest ψ, and of π/2 − the smallest δ, that are drawn. */
const extremeTangent = 1e18;

/** From aligned to beyond the dense limit, each with its share of the cases. Claim G4-reach. */
export const effectiveAngleStrata: readonly AngleStratum[] = [
  { label: '0°', least: 0, greatest: 0, weight: 10 },
  { label: '(0°, 1°]', least: 1 / extremeTangent, greatest: Math.tan(degree), weight: 14 },
  { label: '(1°, 89°]', least: Math.tan(degree), greatest: 1 / Math.tan(degree), weight: 30 },
  { label: '(89°, 89.999°]', least: 1 / Math.tan(degree), greatest: 1 / Math.tan(degree / 1000), weight: 16 },
  {
    label: '(89.999°, limit]',
    least: 1 / Math.tan(degree / 1000),
    greatest: 1 / denseAngleLimit,
    weight: 16,
  },
  { label: 'beyond limit', least: 1 / denseAngleLimit, greatest: extremeTangent, weight: 14 },
];

/** What the angle of a pair is called in tables: a stratum above, `90°` exactly, or `above 90°`. */
export const angleStratum = (geometry: {
  readonly sign: -1 | 0 | 1;
  readonly cosine: number;
  readonly sine: number;
}): string => {
  if (geometry.sign === 0) return '90°';
  if (geometry.sign < 0) return 'above 90°';
  const tangent = geometry.sine / geometry.cosine;
  return effectiveAngleStrata.find(({ greatest }) => tangent <= greatest)?.label ?? 'beyond limit';
};

/**
 * The strata that angles from min to max reach, cut down to them.
 *
 * @throws RangeError unless 0 ≤ min ≤ max < π/2
 */
export const angleStrataWithin = ({ min, max }: AngleRange): readonly AngleStratum[] => {
  if (!(min >= 0 && max >= min && max < Math.PI / 2)) {
    throw new RangeError(
      `angle: must satisfy 0 ≤ min ≤ max < π/2 for an effective pair, got min = ${min}, max = ${max}`,
    );
  }
  const [least, greatest] = [Math.tan(min), Math.tan(max)];
  return effectiveAngleStrata
    .filter((stratum) => stratum.least <= greatest && stratum.greatest >= least)
    .map((stratum) => ({
      ...stratum,
      least: Math.max(stratum.least, least),
      greatest: Math.min(stratum.greatest, greatest),
    }));
};

/** tan ψ: first the stratum, then log-uniform within it. */
export const drawTangent = (strata: readonly AngleStratum[], random: Random): number => {
  const { least, greatest } = weightedOneOf(random, strata);
  return least === greatest ? greatest : logUniform(random, least, greatest);
};

/**
 * Angles ψ in radians of effective pairs, every stratum at its share; shrinks towards 1 and powers of ten.
 *
 * @throws RangeError unless 0 ≤ min ≤ max < π/2
 */
export const angles = (range: AngleRange): fc.Arbitrary<number> => {
  const strata = angleStrataWithin(range);
  const isWithin = (psi: number): boolean => psi >= range.min && psi <= range.max;
  return directArbitrary<number>({
    draw: (random) => Math.min(range.max, Math.max(range.min, Math.atan(drawTangent(strata, random)))),
    isCase: (value): value is number => typeof value === 'number' && isWithin(value),
    rank: (psi) => [psi === 0 ? -1 : scaleCost(psi)],
    *simpler(psi) {
      for (const candidate of [0, ...simplerScales(psi)]) if (isWithin(candidate)) yield candidate;
    },
  });
};
