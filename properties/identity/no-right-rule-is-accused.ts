import fc from 'fast-check';
import { loadSeededRules } from '../../src/catalog/knownRules.ts';
import { loadFamilies } from '../../src/catalog/losses.ts';
import { loadRules } from '../../src/catalog/rules.ts';
import { truth } from '../../src/checks/outcome/outcome.ts';
import { type Known, loadKnown } from '../../src/identity/candidates.ts';
import { loadLeastSquares } from '../../src/identity/fit.ts';
import { identifyAmong } from '../../src/identity/identify.ts';
import { completeRule } from '../../src/rules/declaration/completeRule.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { NamedRule } from '../../src/types/rule.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { loadRightRules } from '../subjects/rightRules.ts';

interface Case {
  readonly rule: NamedRule;
  /** The name of any built-in rule. */
  readonly called: string;
}

const families = await loadFamilies();
const leastSquares = await loadLeastSquares();
const everything = await loadKnown();
const names = (await loadRules()).map(({ name }) => name);

/** Right rules, and seeded faults that are published under another name: an Adam without correction is BERT's. */
const right = [
  ...(await loadRightRules()),
  ...(await loadSeededRules()).filter(({ alsoKnownAs }) => alsoKnownAs).map(completeRule),
].filter(({ init, contract }) => init !== undefined && contract.losses === undefined);

/** Every fault that could be laid to a rule of this name, and the rule itself: others are too many to fit in a test. */
const amongThose = (known: readonly Known[], { rule, called }: Case): readonly Known[] =>
  known.filter(
    ({ rule: { name }, fault }) => fault?.meant === called || name === called || name === rule.name,
  );

const spares =
  (change: (one: Known, given: Case) => Known) =>
  (given: Case): Outcome => {
    const { rule, called } = given;
    const known = amongThose(everything, given).map((one) => change(one, given));
    const found = identifyAmong({ known, families, leastSquares }, { ...rule, name: called }, [called]);
    return truth(found.relation !== 'known-fault');
  };

export default {
  id: 'I-spared',
  claim: `None of ${right.length} right rules and published variants is accused of a known fault, whatever it is called.`,
  source:
    'a fault is one only where no right rule fits, nobody has published it, and the rule is called what was meant',
  cost: 60,
  given: fc.oneof(
    fc.record({ rule: fc.constantFrom(...right), called: fc.constantFrom(...names) }),
    // The names that could bring an accusation, more often than chance has them.
    fc.constantFrom(
      ...everything.flatMap(({ fault, rule }) => {
        const same = fault && right.find(({ name }) => name === rule.name);
        return same ? [{ rule: same, called: fault.meant }] : [];
      }),
    ),
  ),
  holds: spares((one) => one),
  mutants: {
    'what is published is a fault all the same': spares((one) => {
      if (!one.fault) return one;
      const { meant, modelledOn } = one.fault;
      return { ...one, fault: { meant, modelledOn } };
    }),
    'what is published is a fault whatever the rule is called': spares((one, { called }) =>
      one.fault ? { ...one, fault: { meant: called, modelledOn: one.fault.modelledOn } } : one,
    ),
  },
} satisfies Claim<Case>;
