import { expect, it } from 'vitest';
import { isGamma } from '../../properties/exact/gamma.ts';
import * as rounding from './rounding.ts';

it('mapsToTolerance is γ of its roundings', () => {
  expect(isGamma(rounding.mapsToTolerance, 9 + 24)).toBe(true);
});
