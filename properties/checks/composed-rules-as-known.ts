import fc from 'fast-check';
import { type GeneratedRule, learningRules } from '../../src/arbitrary/rule/rule.ts';
import { knowledgeOf } from '../../src/arbitrary/rule/ruleDescription.ts';
import smallStep from '../../src/checks/descent/smallStep.ts';
import { vacuous } from '../../src/checks/outcome/outcome.ts';
import { displacementOf, withDisplacement } from '../../src/dynamics/output.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { DeclaredRule } from '../../src/types/rule.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { type CheckedCase, casesOf, observeCase } from '../subjects/checkClaim.ts';
import { plain } from '../subjects/wrongRules.ts';

interface ComposedCase {
  readonly composed: GeneratedRule;
  readonly where: CheckedCase;
}

/** What the check says of a rule, against what the composition of another is known to do. */
const asKnown = ({ composed, where }: ComposedCase, rule: DeclaredRule): Outcome => {
  const knowledge = knowledgeOf(composed.description);
  if (knowledge === 'open') return vacuous();
  const found = observeCase(where, rule);
  if (knowledge !== 'uphill') return found;
  if (found.status === 'holds') return { status: 'refuted', margin: -found.margin };
  return found.status === 'refuted' ? { status: 'holds', margin: -found.margin } : found;
};

/** The rule with every displacement changed. */
const changed = (rule: GeneratedRule, change: (d: number, i: number) => number): DeclaredRule => ({
  ...rule,
  ...(rule.init && { init: (theta, setting) => rule.init?.(theta, setting) }),
  update: (context, state) => {
    const output = rule.update(context, state);
    const { theta } = context;
    return withDisplacement(output, theta, Float64Array.from(displacementOf(output, theta), change));
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
