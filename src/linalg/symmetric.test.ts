import { expect, it } from 'vitest';
import { symmetricSpectrum } from './symmetric.ts';

it.each([1, 1e-300, 1e200, 1e307])(
  'symmetricSpectrum(2, entries) of [2 1; 1 2] times %d is that times 1 and 3',
  (scale) => {
    const { values } = symmetricSpectrum(
      2,
      Float64Array.of(2, 1, 1, 2).map((entry) => entry * scale),
    );
    expect(values[0]! / scale).toBeCloseTo(1, 14);
    expect(values[1]! / scale).toBeCloseTo(3, 14);
  },
);

it('symmetricSpectrum(3, entries) ends where squares of the entries overflow', () => {
  const { values } = symmetricSpectrum(3, Float64Array.of(1e300, 1e160, 3, 1e160, 1e-5, 2, 3, 2, 1e200));
  expect([...values].every(Number.isFinite)).toBe(true);
});

it('symmetricSpectrum(2, zeros) is zero', () => {
  expect(symmetricSpectrum(2, new Float64Array(4)).values).toEqual(Float64Array.of(0, 0));
});
