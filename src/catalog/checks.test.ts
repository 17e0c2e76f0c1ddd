import { expect, it } from 'vitest';
import { loadChecks } from './checks.ts';

it('loadChecks() finds every check by its folder, each under an id of its own', async () => {
  const checks = await loadChecks();
  const ids = checks.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(['well-formed', 'small-step', 'zero-step-size']));
  for (const { id, layer, claim, source } of checks) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(['form', 'descent', 'laws', 'agreement']).toContain(layer);
    expect(claim).toMatch(/\.$/);
    expect(source.length).toBeGreaterThan(0);
  }
});
