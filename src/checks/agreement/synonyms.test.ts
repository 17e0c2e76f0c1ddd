import { expect, it } from 'vitest';
import { ownName } from './synonyms.ts';

it('ownName(known, name) is the name itself, a synonym, or undefined', () => {
  expect(ownName({ beta1: 0, 'betas.0': 0 }, 'betas.0')).toBe('betas.0');
  expect(ownName({ beta1: 0 }, 'betas.0')).toBe('beta1');
  expect(ownName({ eps: 0 }, 'epsilon')).toBe('eps');
  expect(ownName({ beta2: 0 }, 'betas.0')).toBeUndefined();
  expect(ownName({ decay: 0 }, 'momentum')).toBe('decay');
  expect(ownName({ rho: 0 }, 'decay')).toBe('rho');
  expect(ownName({}, 'toString')).toBeUndefined();
});
