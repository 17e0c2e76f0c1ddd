import fc from 'fast-check';
import { seededRandom, standardNormal } from '../../src/linalg/seeded.ts';
import { type EffectivePair, effectivePair } from '../../src/metric/effectivePair.ts';
import { pairGeometry } from '../../src/metric/pairGeometry.ts';

/**
 * Effective pairs with all digits in use: g normal, y = p ĝ + q h with h normal, so that neither sums nor products are
 * exact. tan ψ is log-uniform, scales too.
 *
 * @param tangent exponents of ten between which tan ψ lies, roughly
 * @param scale greatest exponent of ten of ‖g‖ and ‖y‖, up or down
 */
export const generalPairs = (demand: {
  readonly dimension: { readonly min: number; readonly max: number };
  readonly tangent: { readonly min: number; readonly max: number };
  readonly scale: number;
}): fc.Arbitrary<EffectivePair> =>
  fc
    .record({
      dimension: fc.integer(demand.dimension),
      tangent: fc.double({ ...demand.tangent, noNaN: true }),
      ofG: fc.double({ min: -demand.scale, max: demand.scale, noNaN: true }),
      ofY: fc.double({ min: -demand.scale, max: demand.scale, noNaN: true }),
      seed: fc.integer(),
    })
    .map(({ dimension, tangent, ofG, ofY, seed }) => {
      const random = seededRandom(seed, 'general pair');
      const normal = () => Float64Array.from({ length: dimension }, () => standardNormal(random));
      const [g, h] = [normal(), normal()];
      const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
      const across = dot(g, h) / dot(g, g);
      const [p, q] = tangent > 0 ? [10 ** -tangent, 1] : [1, 10 ** tangent];
      const y = g.map((value, i) => (p * value + q * (h[i]! - across * value)) * 10 ** ofY);
      const update = g.map((value) => value * 10 ** ofG);
      // Rounding may have tipped a pair that is orthogonal to all its digits.
      const { sign } = pairGeometry(update, y);
      if (sign === 0) return effectivePair(update, update);
      return effectivePair(update, sign > 0 ? y : y.map((value) => -value));
    });
