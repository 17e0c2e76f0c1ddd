import { describe, expect, it } from 'vitest';
import { discover } from '../discover.ts';
import type { DeclaredRule } from '../types/rule.ts';
import { loadRules } from './rules.ts';

describe('loadRules()', () => {
  it('finds every rule once, sorted by a kebab-case name', async () => {
    const names = (await loadRules()).map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(25);
    expect(names).toEqual([...new Set(names)].sort());
    expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });

  it('finds only rules that state their source with its year, a promise and their traits', async () => {
    const declared = await discover<DeclaredRule>(new URL('../rules/', import.meta.url), ['name', 'update']);
    expect(declared).toHaveLength((await loadRules()).length);
    for (const rule of declared) {
      expect(rule.source, rule.name).toMatch(/\((18|19|20)\d\d\)/);
      expect(rule.contract?.effective, rule.name).toBeDefined();
      expect(rule.traits?.length, rule.name).toBeGreaterThan(0);
    }
  });

  it('finds only hyperparameters whose default lies between their bounds', async () => {
    for (const { name, hyperparameters } of await loadRules()) {
      for (const [key, range] of Object.entries(hyperparameters ?? {})) {
        expect(
          range.min < range.max && range.default >= range.min && range.default <= range.max,
          name + key,
        ).toBe(true);
      }
    }
  });
});
