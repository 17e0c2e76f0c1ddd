import { expect, it } from 'vitest';
import centredRmsprop from '../rules/centredRmsprop.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import type { DeclaredRule } from '../types/rule.ts';
import { builtInParts } from './builtInParts.ts';
import { generateCase, runBatch } from './cases.ts';
import { planCampaign } from './plan.ts';

const parts = await builtInParts();

/** Centred RMSProp as PyTorch 1.13 has it: E[g²] − E[g]² may round below 0, and its root is NaN then. */
const unguarded: DeclaredRule = {
  name: 'unguarded',
  hyperparameters: { decay: { default: 0.99, min: 0.5, max: 0.999 } },
  init: (theta) => ({ squares: theta.map(() => 0), mean: theta.map(() => 0) }),
  update: ({ gradient, stepSize, hyperparameters }, state: unknown) => {
    const { squares, mean } = state as Readonly<Record<'squares' | 'mean', Float64Array>>;
    const decay = hyperparameters.decay!;
    const next = {
      squares: squares.map((s, i) => decay * s + (1 - decay) * gradient[i]! ** 2),
      mean: mean.map((m, i) => decay * m + (1 - decay) * gradient[i]!),
    };
    const spread = next.squares.map((s, i) => Math.sqrt(s - next.mean[i]! ** 2) + 1e-8);
    return { delta: gradient.map((d, i) => (-stepSize * d) / spread[i]!), state: next };
  },
};

/** How many of the long cases of `finite` among a thousand refute a rule. */
const refuted = (declared: DeclaredRule, seed: number): number => {
  const plan = planCampaign(completeRule(declared), parts, { seed, runs: 1000 });
  const check = plan.checks.findIndex((planned) => planned.check.id === 'finite');
  const long = Array.from({ length: 50 }, (_, k) => 20 * k + 19);
  return runBatch(plan, check, long, { announce: () => {}, found: () => {} }).counts.refuted;
};

it.each([1, 2, 3, 4, 5])(
  'runBatch(plan, finite, long cases) refutes a root of what may be negative, and not one that cannot: seed %i',
  (seed) => {
    expect(refuted(unguarded, seed)).toBeGreaterThan(0);
    expect(refuted(centredRmsprop, seed)).toBe(0);
  },
);

it('generateCase(plan, finite, index) makes one case in twenty a long one, every other of them on a plane', () => {
  const stepsOf = (steps: number | undefined) => {
    const options = { seed: 1, runs: 100, ...(steps !== undefined && { steps }) };
    const plan = planCampaign(completeRule(centredRmsprop), parts, options);
    const planned = plan.checks.find(({ check }) => check.id === 'finite')!;
    return Array.from({ length: 100 }, (_, index) => generateCase(plan, planned, index));
  };
  const cases = stepsOf(undefined);
  const long = cases.flatMap(({ steps, loss }, index) => (steps >= 300 ? [{ index, loss }] : []));
  expect(long.map(({ index }) => index)).toEqual([19, 39, 59, 79, 99]);
  expect([0, 2, 4].map((k) => long[k]?.loss.family)).toEqual(['linear', 'linear', 'linear']);
  expect(cases.every(({ steps }) => steps <= 500)).toBe(true);
  expect(stepsOf(20).every(({ steps }) => steps <= 20)).toBe(true);
});
