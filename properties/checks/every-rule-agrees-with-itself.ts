import fc from 'fast-check';
import { agreementCheck } from '../../src/checks/agreement/agreementCheck.ts';
import { loadRules } from '../../src/rules/parts/load.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { NamedRule } from '../../src/types/rule.ts';
import { type CheckedCase, casesOf, observeCase } from './parts/checkClaim.ts';

const rules = await loadRules();

/** The rule with another step: twice as long, or none in the first coordinate. */
const changed = (rule: NamedRule, change: (delta: Float64Array) => Float64Array): NamedRule => ({
  ...rule,
  update(context, state) {
    const output = rule.update(context, state);
    if (!('delta' in output)) return change(Float64Array.from(output));
    return { ...output, delta: change(Float64Array.from(output.delta)) };
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
