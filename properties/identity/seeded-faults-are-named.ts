import fc from 'fast-check';
import { loadSeededRules } from '../../src/catalog/knownRules.ts';
import { loadFamilies } from '../../src/catalog/losses.ts';
import { truth } from '../../src/checks/outcome/outcome.ts';
import { type Known, loadKnown } from '../../src/identity/candidates.ts';
import { loadLeastSquares } from '../../src/identity/fit.ts';
import { identifyAmong } from '../../src/identity/identify.ts';
import { completeRule } from '../../src/rules/declaration/completeRule.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { SeededRule } from '../../src/types/fault.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { indistinguishable } from '../subjects/indistinguishable.ts';

const families = await loadFamilies();
const leastSquares = await loadLeastSquares();
const everything = await loadKnown();
const faults = (await loadSeededRules()).filter(
  ({ name, contract }) => !indistinguishable.has(name) && contract?.losses === undefined,
);

const named =
  (known: readonly Known[], called = (fault: SeededRule): string => `my ${fault.meant}`) =>
  (fault: SeededRule): Outcome => {
    const name = called(fault);
    const rule = completeRule({ ...fault, name });
    const found = identifyAmong({ known, families, leastSquares }, rule, [name]);
    const labels = [fault.name, ...(fault.alsoKnownAs ?? [])];
    const isNamed = labels.includes(found.name ?? '');
    return truth(isNamed && found.relation === (fault.alsoKnownAs ? 'is' : 'known-fault'));
  };

export default {
  id: 'I-faults',
  claim: `Each of the ${faults.length} seeded faults that Δ tells apart is named where it is called what was meant, as a fault, or as what it is published as.`,
  source: 'equality of Δ within the noise of both; the others, and why, are listed with the test',
  cost: 250,
  given: fc.constantFrom(...faults),
  holds: named(everything),
  mutants: {
    'a suite that knows right rules alone': named(everything.filter(({ fault }) => !fault)),
    'a rule that is called like none': named(everything, () => 'x'),
  },
} satisfies Claim<SeededRule>;
