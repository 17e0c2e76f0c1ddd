import type fc from 'fast-check';
import type { Scaled } from '../../linalg/scaled.ts';
import { signOfInnerProduct } from '../../linalg/sign.ts';
import { type EffectivePair, effectivePair } from '../../metric/effectivePair.ts';
import { pairGeometry } from '../../metric/pairGeometry.ts';
import type { DimensionRange } from '../../types/scenario.ts';
import type { Random, Vector, VectorLike } from '../../types/vector.ts';
import { assertDemand } from '../assertDemand.ts';
import { logUniform } from '../choose.ts';
import { dimensionRange, dimensionStrataWithin, drawDimension, type Stated } from '../coverage/strata.ts';
import { directArbitrary } from '../shrink/direct.ts';
import {
  type AngleRange,
  angleStrataWithin,
  drawTangent,
  effectiveAngleStrata,
  tangentSlack,
} from './angle.ts';
import { pairAtTangent, type VectorPair } from './pairAtTangent.ts';
import { isVectorPair, pairRank, simplerPairs, simplestPairs } from './simplerPair.ts';

/** Which effective pairs are wanted. */
export interface PairDemand {
  /** By default 1..64, or 2..64 where ψ has to be above 0. */
  readonly dimension: DimensionRange;
  /** ψ in radians; by default everything from 0 to beyond the dense limit. */
  readonly angle?: AngleRange;
}

/** Up to here by default: small dimensions show most, and the bounds of dense metrics stay sharp. */
const mostCoordinates = 64;

/**
 * Pairs (g, y) with yᵀg > 0, exactly: dimension first, then the stratum of ψ, then vectors of that angle, at scales
 * from 10⁻¹⁵⁰ to 10¹⁵⁰ and in subnormals, with zeros, equal and repeated coordinates.
 *
 * Any effective pair shrinks, stored ones too: to few coordinates, few non-zero ones, small integers.
 *
 * @param demand an angle range is kept to within 2⁻⁹ relative in tan ψ
 * @throws RangeError unless 1 ≤ min ≤ max for the dimension and 0 ≤ min ≤ max < π/2 for the angle, or where only
 * ψ = 0 is possible (D = 1) and not wanted; TypeError where the demand is no object
 * Cost: O(D).
 */
export const effectivePairs = (demand: Partial<Stated<PairDemand>> = {}): fc.Arbitrary<EffectivePair> => {
  assertDemand('effectivePairs', demand, []);
  const { angle } = demand;
  const range = dimensionRange(
    demand.dimension ?? { min: angle && angle.min > 0 ? 2 : 1, max: mostCoordinates },
  );
  const dimensions = dimensionStrataWithin(range);
  const tangents = angle ? angleStrataWithin(angle) : effectiveAngleStrata;
  if (angle && angle.min > 0 && range.min < 2) {
    throw new RangeError(
      `effectivePairs: an angle above 0 needs dimension ≥ 2, got angle.min = ${angle.min}, dimension.min = ${range.min}`,
    );
  }
  const fits = (pair: EffectivePair): boolean => {
    if (!angle) return true;
    const tangent = pair.sine / pair.cosine;
    return (
      tangent >= Math.tan(angle.min) * (1 - tangentSlack) &&
      tangent <= Math.tan(angle.max) * (1 + tangentSlack)
    );
  };
  return directArbitrary<EffectivePair>({
    draw(random) {
      const dimension = drawDimension(dimensions, random);
      const tangent = dimension === 1 ? 0 : drawTangent(tangents, random);
      return new LazyPair(pairAtTangent({ dimension, tangent, side: 1 }, random));
    },
    isCase: (value): value is EffectivePair => effectiveFrom(value) !== undefined,
    rank: pairRank,
    *simpler(pair) {
      for (const candidate of simplerPairs(vectorsOf(pair), range.min)) {
        const effective = effectiveFrom(candidate);
        if (effective && fits(effective)) yield effective;
      }
    },
    *simplest() {
      for (const { g, y } of simplestPairs(range)) {
        const effective = effectivePair(g, y);
        if (fits(effective)) yield effective;
      }
    },
  });
};

/** Pairs of vectors ≠ 0 with yᵀg ≤ 0: exactly orthogonal (D ≥ 2), just above 90°, anywhere above, opposite. */
export const ineffectivePairs = (
  demand: Partial<Pick<Stated<PairDemand>, 'dimension'>> = {},
): fc.Arbitrary<VectorPair> => {
  assertDemand('ineffectivePairs', demand, []);
  const dimension = dimensionRange(demand.dimension ?? { min: 1, max: mostCoordinates });
  const dimensions = dimensionStrataWithin(dimension);
  const isIneffective = ({ g, y }: VectorPair): boolean =>
    isNotZero(g) && isNotZero(y) && signOfInnerProduct(g, y) <= 0;
  return directArbitrary<VectorPair>({
    draw(random) {
      const count = drawDimension(dimensions, random);
      return pairAtTangent({ dimension: count, tangent: drawObtuseTangent(random), side: -1 }, random);
    },
    isCase: (value): value is VectorPair => isVectorPair(value) && isIneffective(vectorsOf(value)),
    rank: pairRank,
    *simpler(pair) {
      for (const candidate of simplerPairs(vectorsOf(pair), dimension.min)) {
        if (isIneffective(candidate)) yield candidate;
      }
    },
    *simplest() {
      for (const { g, y } of simplestPairs(dimension)) {
        const isAligned = g.every((value, i) => value === y[i]);
        if (isAligned && g.length > 1) yield { g, y: y.with(0, 0).with(1, 1) };
        yield { g, y: y.with(0, -y[0]!) };
      }
    },
  });
};

/**
 * A pair that is effective by construction, with its geometry worked out only where it is asked for.
 * A class for the sake of its prototype: five closures for each pair cost as much time as drawing it.
 */
class LazyPair implements EffectivePair {
  readonly g: Vector;
  readonly y: Vector;
  #known: EffectivePair | undefined = undefined;

  constructor({ g, y }: VectorPair) {
    this.g = g;
    this.y = y;
  }

  get #pair(): EffectivePair {
    this.#known ??= effectivePair(this.g, this.y);
    return this.#known;
  }

  get cosine(): number {
    return this.#pair.cosine;
  }

  get sine(): number {
    return this.#pair.sine;
  }

  get angle(): number {
    return this.#pair.angle;
  }

  get gNorm(): Scaled {
    return this.#pair.gNorm;
  }

  get yNorm(): Scaled {
    return this.#pair.yNorm;
  }
}

/** |tan ψ| above 90°: exactly 90° in a third of the cases, just above it in a third. */
const drawObtuseTangent = (random: Random): number => {
  const kind = random();
  if (kind < 1 / 3) return Number.POSITIVE_INFINITY;
  if (kind < 2 / 3) return logUniform(random, 1e3, 1e18);
  return kind < 0.9 ? logUniform(random, 1e-3, 1e3) : 0;
};

const isNotZero = (x: VectorLike): boolean => Array.prototype.some.call(x, (value) => value !== 0);

const vectorsOf = ({ g, y }: { readonly g: VectorLike; readonly y: VectorLike }): VectorPair => ({
  g: Float64Array.from(g),
  y: Float64Array.from(y),
});

/** The pair as an effective one, or undefined where it is none. */
const effectiveFrom = (value: unknown): EffectivePair | undefined => {
  if (!isVectorPair(value) || !isNotZero(value.g) || !isNotZero(value.y)) return undefined;
  const { g, y } = vectorsOf(value);
  const geometry = pairGeometry(g, y);
  if (geometry.sign !== 1) return undefined;
  const { cosine, sine, angle, gNorm, yNorm } = geometry;
  return { g, y, cosine, sine, angle, gNorm, yNorm };
};
