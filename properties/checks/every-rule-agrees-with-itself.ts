import fc from 'fast-check';
import { loadRules } from '../../src/catalog/rules.ts';
import { agreementCheck } from '../../src/checks/agreement/agreementCheck.ts';
import { displacementOf, withDisplacement } from '../../src/dynamics/output.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { DeclaredRule } from '../../src/types/rule.ts';
import { type CheckedCase, casesOf, observeCase } from '../subjects/checkClaim.ts';

const rules = await loadRules();

/** The rule with another step: twice as long, or none in the first coordinate. */
const changed = (rule: DeclaredRule, change: (delta: Float64Array) => Float64Array): DeclaredRule => ({
  ...rule,
  update(context, state) {
    const output = rule.update(context, state);
    const { theta } = context;
    return withDisplacement(output, theta, change(Float64Array.from(displacementOf(output, theta))));
  },
});

const first = (delta: Float64Array, factor: number): Float64Array =>
  delta.map((value, i) => (i === 0 ? factor * value : value));

export default {
  id: 'A-itself',
  claim: 'Every built-in rule agrees with itself on every case that decides anything.',
  source: 'Δ = Δ, random numbers included',
  given: fc.oneof(...rules.map((rule) => casesOf(agreementCheck(rule), rule))),
  holds: (value) => observeCase(value, value.rule),
  mutants: {
    'twice the step': (value) =>
      observeCase(
        value,
        changed(value.rule, (delta) => delta.map((d) => 2 * d)),
      ),
    'first coordinate left out': (value) =>
      observeCase(
        value,
        changed(value.rule, (delta) => first(delta, 0)),
      ),
    'first coordinate off by one part in a million': (value) =>
      observeCase(
        value,
        changed(value.rule, (delta) => first(delta, 1 + 1e-6)),
      ),
  },
} satisfies Claim<CheckedCase>;
