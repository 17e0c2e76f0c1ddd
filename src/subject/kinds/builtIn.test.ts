import { describe, expect, it } from 'vitest';
import { SubjectError } from '../../errors.ts';
import type { NamedRule } from '../../types/rule.ts';
import builtIn from './builtIn.ts';

const opened = async (spec: string): Promise<NamedRule> =>
  (await builtIn.open({ kind: 'built-in', spec })).rule;

describe('a built-in rule, opened by its spec', () => {
  it('returns the built-in rule of a bare name', async () => {
    const rule = await opened('adam');
    expect(rule.name).toBe('adam');
    expect(rule.hyperparameters?.beta1?.default).toBe(0.9);
  });

  it('changes the defaults that it names and keeps the bounds', async () => {
    const rule = await opened('adam:beta1=0.5,epsilon=1e-6');
    expect(rule.hyperparameters).toEqual({
      beta1: { default: 0.5, min: 0, max: 0.99 },
      beta2: { default: 0.999, min: 0.9, max: 0.9999 },
      epsilon: { default: 1e-6, min: 1e-12, max: 1e-4, unit: 'gradient' },
    });
    expect((await opened('adam')).hyperparameters?.beta1?.default).toBe(0.9);
  });

  it.each([
    ['adamm', /^adamm: there is no rule "adamm"; did you mean "adam"\? known are .*sign-descent/],
    ['', /^"": there is no rule ""/],
    [
      'adam:beta3=0.9',
      /^adam: there is no hyperparameter "beta3"; did you mean "beta1"\? known are beta1, beta2, epsilon$/,
    ],
    ['adam:constructor=1', /^adam: there is no hyperparameter "constructor"; known are/],
    ['adam:beta1=1.5', /beta1 must be a number from 0 to 0.99, got beta1 = 1.5/],
    ['adam:beta1=', /got beta1 = /],
    ['adam:beta1=often', /got beta1 = often/],
    ['adam:', /^adam: there is no hyperparameter ""/],
    ['gradient-descent:momentum=0', /^gradient-descent: there is no hyperparameter "momentum"; it has none$/],
  ])('refuses %j in a line that names what is wrong', async (spec, message) => {
    await expect(opened(spec)).rejects.toThrow(message);
    await expect(opened(spec)).rejects.toBeInstanceOf(SubjectError);
  });
});
