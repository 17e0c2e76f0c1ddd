import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import constantsAreFound from '../../properties/identity/constants-are-found.ts';
import { indistinguishable } from '../../properties/subjects/indistinguishable.ts';
import { loadSeededRules, loadVariants } from '../catalog/knownRules.ts';
import { loadRules } from '../catalog/rules.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import { identify } from './identify.ts';

const right = [...(await loadRules()), ...(await loadVariants())];
const seeded = await loadSeededRules();
const names = right.map(({ name }) => name);

/** Faults that are another rule but for gradients whose squares are out of range, at which that one goes on. */
const lostOutOfRange = ['adadelta-old-denominator'];

describe('identify(rule, names)', () => {
  it.each(right.map((rule, k) => [rule.name, rule, names[(7 * k + 3) % names.length] ?? 'x'] as const))(
    'names %s as itself, and accuses it of nothing under the name of another rule',
    async (name, rule, other) => {
      const found = await identify({ ...rule, name: other });
      expect(found.relation).toBe('is');
      expect([found.name, ...(found.others ?? [])]).toContain(name);
    },
  );

  it.each(
    seeded.filter(({ name }) => !indistinguishable.has(name)).map((rule) => [rule.name, rule] as const),
  )(
    'names the seeded fault %s, or what else it is, and accuses it only where it is called what it was meant to be',
    async (name, rule) => {
      const found = await identify(completeRule({ ...rule, name: 'x' }));
      const isLost = lostOutOfRange.includes(name);
      expect(found.relation).toBe(isLost ? 'resembles' : 'is');
      const labels = [name, ...(rule.alsoKnownAs ?? [])];
      expect(labels).toContain(found.name);
      const called = await identify(completeRule({ ...rule, name: `my ${rule.meant}` }));
      expect(called.relation).toBe(isLost ? 'resembles' : rule.alsoKnownAs ? 'is' : 'known-fault');
    },
  );

  it('finds the constants of at least 58 of 60 rules that declare none of them', () => {
    const cases = fc.sample(constantsAreFound.given, { numRuns: 60, seed: 3 });
    const found = cases.filter((one) => constantsAreFound.holds(one).status === 'holds');
    expect(found.length).toBeGreaterThanOrEqual(58);
  });
});
