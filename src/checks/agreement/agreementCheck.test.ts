import { describe, expect, it } from 'vitest';
import { steepFactors } from '../../arbitrary/scenario/steepSource.ts';
import { planCampaign } from '../../campaign/plan.ts';
import { buildLoss, loadFamilies } from '../../catalog/losses.ts';
import { runAtOnce } from '../../dynamics/running.ts';
import clippedDescent, { clippedBy } from '../../identity/known/clippedDescent.ts';
import adam from '../../rules/adam.ts';
import { completeRule } from '../../rules/declaration/completeRule.ts';
import shampoo from '../../rules/shampoo.ts';
import type { DeclaredRule } from '../../types/rule.ts';
import { agreementCheck } from './agreementCheck.ts';

const families = await loadFamilies();
const byName = new Map(families.map((family) => [family.name, family]));
const [huge, tiny] = steepFactors('float64');

/** What agreement says of one step on a linear loss with these slopes. */
const observed = (reference: DeclaredRule, declared: DeclaredRule, slope: readonly number[]) => {
  const loss = { family: 'linear', parameters: { slope } };
  const rule = completeRule(declared);
  const scenario = { loss, theta: slope.map(() => 1), stepSize: 0.5, steps: 2, seed: 1, hyperparameters: {} };
  return runAtOnce(
    agreementCheck(completeRule(reference)).observe({ rule, loss: buildLoss(loss, byName), scenario }),
  );
};

const naive = clippedBy('naive', (v) => Math.sqrt(v.reduce((sum, d) => sum + d * d, 0)));

/** Adam whose square is multiplied by 1 − β₂ first, as PyTorch does. */
const otherAdam: DeclaredRule = {
  name: 'other adam',
  init: (theta) => ({ t: 0, m: theta.map(() => 0), v: theta.map(() => 0) }),
  update({ gradient, stepSize }, s: { t: number; m: Float64Array; v: Float64Array }) {
    const t = s.t + 1;
    const m = s.m.map((x, i) => 0.9 * x + 0.1 * gradient[i]!);
    const v = s.v.map((x, i) => 0.999 * x + 0.001 * gradient[i]! * gradient[i]!);
    const delta = m.map(
      (x, i) => (-stepSize * x) / (1 - 0.9 ** t) / (Math.sqrt(v[i]! / (1 - 0.999 ** t)) + 1e-8),
    );
    return { delta, state: { t, m, v } };
  },
};

describe('agreementCheck(reference) where squares of gradients are out of range', () => {
  it('refutes a rule that rests for want of a norm, beside one that scales before it squares', () => {
    const found = observed(clippedDescent, naive, [3 * huge, huge]);
    expect(found.status).toBe('refuted');
    expect(found.sentence).toMatch(/it rests where the square of ∂L\[\d\] = .*e157 is out of range$/);
  });

  it('decides nothing between two ways to write what squares, whichever of them is the reference', () => {
    const slope = [2 ** 516, -(2 ** 517)];
    expect(observed(adam, otherAdam, slope).status).not.toBe('refuted');
    expect(observed(otherAdam, adam, slope).status).not.toBe('refuted');
  });

  it('shows a rule no gradients that a reference of its kind squares, where an iteration may never end', () => {
    const found = observed(shampoo, shampoo, [huge, huge]);
    expect(found).toMatchObject({
      status: 'inconclusive',
      sentence: expect.stringContaining('shampoo squares'),
    });
  });

  it('holds where the two are the same there', () => {
    expect(observed(clippedDescent, clippedDescent, [huge]).status).toBe('holds');
    expect(observed(clippedDescent, clippedDescent, [tiny]).status).toBe('holds');
  });

  it('is met by one case in twenty', () => {
    const check = agreementCheck(completeRule(clippedDescent));
    const plan = planCampaign(completeRule(naive), { checks: [check], families }, { seed: 3, runs: 100 });
    expect(plan.checks[0]?.steep).toBeDefined();
    const half = planCampaign(
      completeRule({ ...naive, precision: 'float16' }),
      { checks: [check], families },
      { seed: 3, runs: 100 },
    );
    expect(half.checks[0]?.steep).toBeUndefined();
  });
});
