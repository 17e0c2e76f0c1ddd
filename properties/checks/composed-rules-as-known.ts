import fc from 'fast-check';
import { type GeneratedRule, learningRules } from '../../src/arbitrary/rule.ts';
import { knowledgeOf } from '../../src/arbitrary/ruleDescription.ts';
import smallStep from '../../src/checks/descent/smallStep.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { NamedRule } from '../../src/types/rule.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { type CheckedCase, casesOf, observeCase } from './parts/checkClaim.ts';
import { plain } from './parts/wrongRules.ts';

interface ComposedCase {
  readonly composed: GeneratedRule;
  readonly where: CheckedCase;
}

/** What the check says of a rule, against what the composition of another is known to do. */
const asKnown = ({ composed, where }: ComposedCase, rule: NamedRule): Outcome => {
  const knowledge = knowledgeOf(composed.description);
  if (knowledge === 'open') return { status: 'vacuous', margin: Number.NaN };
  const found = observeCase(where, rule);
  if (knowledge !== 'uphill') return found;
  if (found.status === 'holds') return { status: 'refuted', margin: -found.margin };
  return found.status === 'refuted' ? { status: 'holds', margin: -found.margin } : found;
};

/** The rule with every displacement changed. */
const changed = (rule: GeneratedRule, change: (d: number, i: number) => number): NamedRule => ({
  ...rule,
  ...(rule.init && { init: (theta, setting) => rule.init?.(theta, setting) }),
  update: (context, state) => {
    const output = rule.update(context, state);
    return 'delta' in output
      ? { ...output, delta: Array.from(output.delta, change) }
      : Array.from(output, change);
  },
});

export default {
  id: 'P11-composed',
  claim:
    'The check of small steps refutes no composed rule that is effective by construction, and passes none that is uphill by construction.',
  source: 'P7, P11; X9',
  given: fc.record({
    composed: learningRules({ parts: { min: 0, max: 5 }, known: 'any' }),
    where: casesOf(smallStep, plain),
  }),
  holds: (value) => asKnown(value, value.composed),
  mutants: {
    'every displacement negated': (value) =>
      asKnown(
        value,
        changed(value.composed, (d) => -d),
      ),
    'every other displacement negated': (value) =>
      asKnown(
        value,
        changed(value.composed, (d, i) => (i % 2 === 0 ? d : -3 * d)),
      ),
  },
} satisfies Claim<ComposedCase>;
