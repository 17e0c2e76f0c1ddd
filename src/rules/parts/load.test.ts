import { describe, expect, it } from 'vitest';
import { configuredRule, loadRules } from './load.ts';

describe('loadRules()', () => {
  it('finds every rule once, sorted by a kebab-case name', async () => {
    const names = (await loadRules()).map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(25);
    expect(names).toEqual([...new Set(names)].sort());
    expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  });

  it('finds only rules that state their source with its year, a promise and their traits', async () => {
    for (const rule of await loadRules()) {
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

describe('configuredRule(specification)', () => {
  it('returns the built-in rule of a bare name', async () => {
    const rule = await configuredRule('adam');
    expect(rule.name).toBe('adam');
    expect(rule.hyperparameters?.beta1?.default).toBe(0.9);
  });

  it('changes the defaults that it names and keeps the bounds', async () => {
    const rule = await configuredRule('adam:beta1=0.5,epsilon=1e-6');
    expect(rule.hyperparameters).toEqual({
      beta1: { default: 0.5, min: 0, max: 0.99 },
      beta2: { default: 0.999, min: 0.9, max: 0.9999 },
      epsilon: { default: 1e-6, min: 1e-12, max: 1e-4, unit: 'gradient' },
    });
    expect((await configuredRule('adam')).hyperparameters?.beta1?.default).toBe(0.9);
  });

  it.each([
    ['adamm', /got name = adamm \(did you mean adam\?.*Known: .*sign-descent/],
    ['', /got name = /],
    [
      'adam:beta3=0.9',
      /got hyperparameter of adam = beta3 \(did you mean beta1\? Known: beta1, beta2, epsilon\)/,
    ],
    ['adam:constructor=1', /got hyperparameter of adam = constructor/],
    ['adam:beta1=1.5', /beta1 must be a number from 0 to 0.99, got beta1 = 1.5/],
    ['adam:beta1=', /got beta1 = /],
    ['adam:beta1=often', /got beta1 = often/],
    ['adam:', /got hyperparameter of adam = /],
    ['gradient-descent:momentum=0', /got hyperparameter of gradient-descent = momentum \(it has none\)/],
  ])('refuses %j with a RangeError that names what is wrong', async (specification, message) => {
    await expect(configuredRule(specification)).rejects.toThrow(message);
    await expect(configuredRule(specification)).rejects.toBeInstanceOf(RangeError);
  });
});
