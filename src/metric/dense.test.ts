import { describe, expect, it } from 'vitest';
import { proofOfDefiniteness } from '../linalg/definiteness.ts';
import { entriesOf } from '../linalg/denseMatrix.ts';
import { denseEntryRoundings, gamma } from '../linalg/rounding.ts';
import { scaledRatio } from '../linalg/scaled.ts';
import { denseMetric } from './dense.ts';
import { type EffectivePair, effectivePair } from './effectivePair.ts';
import { familyMetric } from './family.ts';
import { optimalMetric } from './optimal.ts';

const dimension = 60;
const wave = Float64Array.from({ length: dimension }, (_, i) => Math.sin(i + 1));
const other = Float64Array.from({ length: dimension }, (_, i) => Math.cos(3 * i));
const along = other.reduce((sum, x, i) => sum + x * wave[i]!, 0) / wave.reduce((sum, x) => sum + x * x, 0);
const across = other.map((x, i) => x - along * wave[i]!);

/** A pair that no coordinate axis favours, y = scale · (δ g + h) with h at right angles to g. */
const tilted = (delta: number, scale: number): EffectivePair =>
  effectivePair(
    wave,
    wave.map((x, i) => scale * (delta * x + across[i]!)),
  );

/** λmin/(γ‖B‖) by the bounds of A3: ρc²/(1 + ρ) against γ₉(1 + 2ρ), both in units of α*. */
const excess = (pair: EffectivePair, ratio: number): number =>
  (ratio * pair.cosine ** 2) / (1 + ratio) / (gamma(denseEntryRoundings) * (1 + 2 * ratio));

const alphaStarOf = (pair: EffectivePair): number =>
  ((pair.yNorm.significand / pair.gNorm.significand) * 2 ** (pair.yNorm.exponent - pair.gNorm.exponent)) /
  pair.cosine;

describe('denseMetric, by the metrics that are made of it', () => {
  it.each([1 / 4, 1, 4, 64])(
    'at D = 60 the dense form of M(%d α*) is proved by perturbation as far as λmin > γ‖B‖, and no further',
    (ratio) => {
      const delta = Math.sqrt((1 + ratio) * gamma(denseEntryRoundings) * (1 + 2 * ratio) * (1 / ratio));
      const at = (factor: number) => {
        const norms = Math.hypot(...across) / Math.hypot(...wave);
        const pair = tilted(delta * Math.sqrt(factor) * norms, 1);
        expect(excess(pair, ratio)).toBeCloseTo(factor, 6);
        return familyMetric(pair, ratio * alphaStarOf(pair));
      };
      for (const factor of [1.04, 1.5, 4]) {
        const matrix = at(factor).toDense();
        expect(matrix.rows).toBe(dimension);
        expect(proofOfDefiniteness(dimension, entriesOf(matrix))).toBeUndefined();
      }
      for (const factor of [0.96, 0.5, 0.1]) {
        expect(() => at(factor).toDense()).toThrow(/^familyMetric\.toDense: π\/2 − ψ must be at least/);
      }
    },
  );

  it('the perturbation bound proves nothing where it is met with equality, as by a singular matrix', () => {
    // ρ = 2, g = (1, 1, 1), y = (1, −1, t), cos ψ = t/√(3(2 + t²)): the first t, in steps of its ulp, with 2c²/3 = 5γ to the last bit.
    const ratio = 2;
    const bound = gamma(denseEntryRoundings) * (1 + 2 * ratio);
    const along = (...head: readonly number[]) => Float64Array.from({ length: 48 }, (_, i) => head[i] ?? 0);
    const pairs = Array.from({ length: 200 }, (_, k) =>
      effectivePair(along(1, 1, 1), along(1, -1, 3 * Math.sqrt(bound) + k * 2 ** -75)),
    );
    const met = pairs.findIndex(({ cosine }) => (ratio * cosine ** 2) / (1 + ratio) === bound);
    const at = (k: number) => {
      const pair = pairs[k]!;
      const { significand, exponent } = scaledRatio(pair.yNorm, pair.gNorm);
      return denseMetric('caller', pair, {
        alphaStar: { significand: significand / pair.cosine, exponent },
        ratio,
      });
    };
    expect(() => at(met)).toThrow(/^caller\.toDense: π\/2 − ψ must be at least/);
    const matrix = at(met + 1);
    expect(proofOfDefiniteness(matrix.rows, entriesOf(matrix))).toBeUndefined();
  });

  it('the perturbation bound proves nothing where the least eigenvalue is not above 2⁻⁹⁰⁰', () => {
    const delta = 2 ** -21;
    const unit = tilted(delta, 1);
    const least = (alphaStarOf(unit) * unit.cosine ** 2) / 2;
    const exponent = Math.floor(Math.log2(least));
    const at = (wanted: number) => optimalMetric(tilted(delta, 2 ** (wanted - exponent)));
    expect(at(-899).toDense().rows).toBe(dimension);
    for (const wanted of [-900, -901, -920]) expect(() => at(wanted).toDense()).toThrow(RangeError);
  });

  it('toDense asks for an α* of 2⁻⁹⁶⁹ or more', () => {
    const single = (exponent: number) => optimalMetric(effectivePair([1], [2 ** exponent]));
    expect(single(-969).toDense().get(0, 0)).toBe(2 ** -969);
    expect(() => single(-970).toDense()).toThrow('entries must be normal numbers, got about 2^-970');
  });

  it('toDense asks the same of α, where that is smaller', () => {
    const family = (alphaStar: number, ratio: number) =>
      familyMetric(effectivePair([1, 0], [2 ** alphaStar, 0]), 2 ** (alphaStar + ratio));
    expect(family(-949, -20).toDense().to2DArray()).toEqual([
      [2 ** -949, 0],
      [0, 2 ** -969],
    ]);
    expect(() => family(-950, -20).toDense()).toThrow('got about 2^-970');
    expect(family(-969, 20).toDense().get(1, 1)).toBe(2 ** -949);
    expect(() => family(-970, 20).toDense()).toThrow('got about 2^-970');
  });

  it('toDense names the entry that overflows, and the quotient of the norms', () => {
    // M = y yᵀ/y₁ + α(I − e₁e₁ᵀ): M₁₁ = 10¹⁰⁰, M₂₁ = 10²⁴⁰, M₂₂ ≈ 2·10³⁸⁰.
    const pair = effectivePair([1, 0], [1e100, 1e240]);
    const message = /M\[1\]\[1\] = Infinity from ‖y‖\/‖g‖ = ([\d.]+)·2\^(\d+) at ψ = 1\.57/;
    expect(() => optimalMetric(pair).toDense()).toThrow(message);
    expect(quotientIn(() => optimalMetric(pair).toDense()) / 1e240).toBeCloseTo(1, 12);
  });

  it('toDense names the quotient of the norms where entries underflow', () => {
    const pair = effectivePair([3, 4], [0, 1e-300]);
    expect(quotientIn(() => optimalMetric(pair).toDense()) / 2e-301).toBeCloseTo(1, 12);
  });
});

/** ‖y‖/‖g‖ as an error quotes it. */
const quotientIn = (call: () => unknown): number => {
  try {
    call();
  } catch (error) {
    const [, significand, exponent] = /‖y‖\/‖g‖ = ([\d.e-]+)·2\^(-?\d+)/.exec(String(error)) ?? [];
    return Number(significand) * 2 ** Number(exponent);
  }
  return Number.NaN;
};
