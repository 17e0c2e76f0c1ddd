import { expect, it } from 'vitest';
import { loadClaims } from './claims.ts';

it('loadClaims() finds claims with an id of their own, a statement, a source and a mutant each', async () => {
  const claims = await loadClaims();
  const ids = claims.map(({ id }) => id);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  expect(claims.length).toBeGreaterThan(100);
  for (const { claim, source, mutants } of claims) {
    expect(claim.trim()).not.toBe('');
    expect(source.trim()).not.toBe('');
    expect(Object.keys(mutants).length).toBeGreaterThan(0);
  }
});

it('the claims cover every theorem of the index', async () => {
  const ids = (await loadClaims()).map(({ id }) => id.split('-')[0]);
  const theorems = [
    ...Array.from({ length: 16 }, (_, i) => `P${i + 1}`),
    ...Array.from({ length: 9 }, (_, i) => `X${i + 1}`),
  ];
  expect(theorems.filter((theorem) => !ids.includes(theorem))).toEqual([]);
});
