import { describe, expect, it } from 'vitest';
import type { CheckOptions } from '../campaign/options.ts';
import { assertLearningRule } from '../checkLearningRule.ts';
import './vitest.ts';

const options = { runs: 5, seed: 1, dimension: 2, losses: ['quadratic'] };
const ascent = {
  name: 'ascent',
  update: ({ gradient, stepSize }: { readonly gradient: Float64Array; readonly stepSize: number }) =>
    gradient.map((d) => stepSize * d),
};

declare module 'vitest' {
  interface Matchers<T> {
    toDescend(given?: CheckOptions): Promise<T>;
  }
}

describe('expect(rule).toDescend(options)', () => {
  it('fails where the rule is refuted, with the smallest case', async () => {
    await expect(expect(ascent).toDescend(options)).rejects.toThrow(/ascent: Falsified: .*uphill/s);
    await expect(ascent).not.toDescend(options);
  });

  it('is there for Jest', async () => {
    const before: unknown = Reflect.get(globalThis, 'expect');
    let extended: object = {};
    Reflect.set(globalThis, 'expect', {
      extend: (given: object) => {
        extended = given;
      },
    });
    try {
      await import('./jest.ts');
      expect(extended).toHaveProperty('toDescend');
    } finally {
      Reflect.set(globalThis, 'expect', before);
    }
  });
});

it('assertLearningRule(rule) throws an error that carries the report', async () => {
  const error: unknown = await assertLearningRule(ascent, options).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    name: 'LearningRuleError',
    report: { name: 'ascent', verdict: 'falsified', seed: 1 },
  });
});
