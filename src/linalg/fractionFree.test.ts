import { describe, expect, it } from 'vitest';
import { exactDefiniteness, integerDefiniteness } from './fractionFree.ts';

/** xᵀMx of integers. */
const form = (entries: readonly bigint[], x: readonly bigint[]): bigint =>
  entries.reduce((sum, value, k) => sum + value * x[Math.floor(k / x.length)]! * x[k % x.length]!, 0n);

describe('integerDefiniteness', () => {
  // Kinds by Sylvester's criterion or by eigenvalues; least pivots by Gaussian elimination by hand.
  it.each([
    { entries: [3], kind: 'definite', pivot: 1 },
    { entries: [2, 1, 1, 2], kind: 'definite', pivot: 3 / 4 },
    { entries: [4, 2, 2, 2, 5, 3, 2, 3, 6], kind: 'definite', pivot: 2 / 3 },
    { entries: [2, -1, 0, 0, -1, 2, -1, 0, 0, -1, 2, -1, 0, 0, -1, 2], kind: 'definite', pivot: 5 / 8 },
    { entries: [0], kind: 'semidefinite', pivot: 0 },
    { entries: [1, 1, 1, 1], kind: 'semidefinite', pivot: 0 },
    { entries: [0, 0, 0, 1], kind: 'semidefinite', pivot: 0 },
    { entries: [1, 1, 1, 1, 1, 1, 1, 1, 2], kind: 'semidefinite', pivot: 0 },
    { entries: [2, 2, 0, 2, 2, 0, 0, 0, 3], kind: 'semidefinite', pivot: 0 },
    { entries: [-2], kind: 'indefinite', pivot: -1 },
    { entries: [1, 2, 2, 1], kind: 'indefinite', pivot: -3 },
    { entries: [0, 1, 1, 0], kind: 'indefinite', pivot: 0 },
    { entries: [1, 1, 1, 0], kind: 'indefinite', pivot: 0 },
    { entries: [1, 0, 0, 0, 0, 0, 0, 0, -1], kind: 'indefinite', pivot: 0 },
    { entries: [0, 0, 0, 0, 1, 2, 0, 2, 1], kind: 'indefinite', pivot: 0 },
    { entries: [4, 2, 2, 2, 5, 9, 2, 9, 6], kind: 'indefinite', pivot: -11 / 6 },
    { entries: [1, 1, 1, 1, 1, 1, 1, 1, 0], kind: 'indefinite', pivot: 0 },
    { entries: [1, 1, 0, 1, 1, 1, 0, 1, 5], kind: 'indefinite', pivot: 0 },
  ])('$entries is $kind, with least pivot $pivot', ({ entries, kind, pivot }) => {
    const size = Math.sqrt(entries.length);
    const integers = entries.map(BigInt);
    const found = integerDefiniteness(size, integers);
    expect(found.kind).toBe(kind);
    expect(found.leastPivot).toBeCloseTo(pivot, 14);
    if (kind === 'definite') expect(found.witness).toBeUndefined();
    else {
      expect(found.witness?.some((value) => value !== 0n)).toBe(true);
      expect(form(integers, found.witness ?? [])).toBeLessThanOrEqual(0n);
    }
  });

  it('integerDefiniteness tells the Hilbert matrix of order 12 from its neighbour', () => {
    // Times the least common multiple of 1 … 23. κ = 1.6·10¹⁶ and ‖H‖ = 1.8, hence λmin = 1.1·10⁻¹⁶.
    const multiple = 5354228880n;
    const hilbert = (shift: bigint) =>
      Array.from({ length: 144 }, (_, k) => {
        const entry = (10n ** 30n * multiple) / BigInt(Math.floor(k / 12) + (k % 12) + 1);
        return k % 13 === 0 ? entry - shift : entry;
      });
    expect(integerDefiniteness(12, hilbert(0n)).kind).toBe('definite');
    expect(integerDefiniteness(12, hilbert(multiple * 10n ** 14n)).kind).toBe('definite');
    expect(integerDefiniteness(12, hilbert(multiple * 2n * 10n ** 14n)).kind).toBe('indefinite');
  });
});

describe('exactDefiniteness', () => {
  it.each([{ powers: [0, 0, 0] }, { powers: [400, -500, 3] }, { powers: [-480, -530, 510] }])(
    'exactDefiniteness is blind to powers of two on rows and columns ($powers)',
    ({ powers }) => {
      const scaled = (entries: readonly number[]) =>
        Float64Array.from(
          entries,
          (value, k) => value * 2 ** powers[Math.floor(k / 3)]! * 2 ** powers[k % 3]!,
        );
      const definite = exactDefiniteness(3, scaled([4, 2, 2, 2, 5, 3, 2, 3, 6]));
      expect(definite.kind).toBe('definite');
      expect(definite.leastPivot).toBeCloseTo(2 / 3, 14);
      expect(definite.witness).toBeUndefined();
      const singular = exactDefiniteness(3, scaled([1, 1, 1, 1, 1, 1, 1, 1, 2]));
      expect(singular.kind).toBe('semidefinite');
      const entries = scaled([4, 2, 2, 2, 5, 9, 2, 9, 6]);
      const indefinite = exactDefiniteness(3, entries);
      expect(indefinite.kind).toBe('indefinite');
      // The witness in exact integers, over the one power of two that makes all entries whole.
      const whole = Array.from(entries, (value) => {
        let [x, exponent] = [value, 0n];
        while (!Number.isInteger(x)) [x, exponent] = [x * 2, exponent + 1n];
        return BigInt(x) << (2200n - exponent);
      });
      expect(form(whole, indefinite.witness ?? [])).toBeLessThanOrEqual(0n);
      expect(indefinite.witness?.some((value) => value !== 0n)).toBe(true);
    },
  );

  it.each([
    [[0, 0, 0, 0], 'semidefinite'],
    [[1, 1, 1, 1 + 2 ** -52], 'definite'],
    [[1, 1, 1, 1 - 2 ** -53], 'indefinite'],
    [[2 ** -1074, 0, 0, 2 ** 1023], 'definite'],
    [[-1, 0, 0, 1], 'indefinite'],
  ])('exactDefiniteness of %j is %s', (entries, kind) => {
    expect(exactDefiniteness(2, Float64Array.from(entries)).kind).toBe(kind);
  });
});
