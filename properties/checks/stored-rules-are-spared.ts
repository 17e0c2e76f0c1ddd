import fc from 'fast-check';
import { loadChecks } from '../../src/catalog/checks.ts';
import { loadRules } from '../../src/catalog/rules.ts';
import { vacuous } from '../../src/checks/outcome/outcome.ts';
import { runAtOnce } from '../../src/dynamics/running.ts';
import { completeRule } from '../../src/rules/declaration/completeRule.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { DeclaredRule, Precision } from '../../src/types/rule.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { type CheckedCase, casesOf, lossOf } from '../subjects/checkClaim.ts';
import { precisionsOfStorage, requiredOf, storedFaults, storedIn } from '../subjects/storedRules.ts';

interface StoredCase {
  readonly declared: DeclaredRule;
  readonly precision: Precision;
  readonly where: CheckedCase;
}

const rules = await loadRules();
const checks = await loadChecks();

/** What a check says of the case, where one refuted case alone falsifies anything. */
const observed = ({ where: { check, scenario } }: StoredCase, declared: DeclaredRule): Outcome => {
  const rule = completeRule(declared);
  if (check.share?.(rule) !== undefined) return vacuous();
  return runAtOnce(check.observe({ rule, loss: lossOf(scenario), scenario }));
};

const faults = precisionsOfStorage.flatMap((precision) =>
  Object.entries(storedFaults).map(
    ([name, fault]) =>
      [
        `${name}, in ${precision}`,
        (value: StoredCase) =>
          value.precision === precision ? observed(value, fault(value.declared, precision)) : vacuous(),
      ] as const,
  ),
);

export default {
  id: 'F-stored',
  claim:
    'Each built-in rule, computed in doubles and stored in any of the four precisions, is refuted by no required check and by no law that it claims.',
  source: '|Δᵢ − δᵢ| ≤ r(½ + 2⁻¹⁰) ulp(max(|θᵢ|, |θ′ᵢ|)): storing θ′ is no fault',
  given: fc
    .record({
      declared: fc.constantFrom(...rules),
      precision: fc.constantFrom(...precisionsOfStorage),
      pick: fc.nat(999),
    })
    .chain(({ declared, precision, pick }) => {
      const stored = storedIn(declared, precision);
      const required = requiredOf(completeRule(stored), checks);
      return casesOf(required[pick % required.length]!, stored).map((where) => ({
        declared,
        precision,
        where,
      }));
    }),
  holds: (value) => observed(value, value.where.rule),
  mutants: Object.fromEntries(faults),
} satisfies Claim<StoredCase>;
