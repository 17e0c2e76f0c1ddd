import fc from 'fast-check';
import { loadSeededRules, loadVariants } from '../../src/catalog/knownRules.ts';
import { loadFamilies } from '../../src/catalog/losses.ts';
import { loadRules } from '../../src/catalog/rules.ts';
import { loadSuspicions } from '../../src/catalog/suspicions.ts';
import { truth } from '../../src/checks/outcome/outcome.ts';
import { completeRule } from '../../src/rules/declaration/completeRule.ts';
import { lookFor } from '../../src/suspicions/looking/lookFor.ts';
import type { Claim } from '../../src/types/claim.ts';
import type { SeededRule } from '../../src/types/fault.ts';
import type { NamedRule } from '../../src/types/rule.ts';
import type { Suspicion } from '../../src/types/suspicion.ts';
import type { Outcome } from '../../src/types/verdict.ts';
import { suspectedFaults } from '../subjects/suspectedFaults.ts';

const families = await loadFamilies();
const suspicions = await loadSuspicions();
const seeded = await loadSeededRules();
const right = [...(await loadRules()), ...(await loadVariants())];

interface Case {
  readonly suspicion: Suspicion;
  readonly fault: SeededRule;
}

const cases: readonly Case[] = suspicions.flatMap((suspicion) =>
  seeded
    .filter(({ name }) => suspectedFaults[suspicion.id]?.includes(name))
    .map((fault) => ({ suspicion, fault })),
);

const raises =
  (change: (given: Case) => { readonly suspicion: Suspicion; readonly rule: NamedRule }) =>
  (given: Case): Outcome => {
    const { suspicion, rule } = change(given);
    return truth(lookFor(rule, suspicion, families).kind === 'raised');
  };

export default {
  id: 'S-raised',
  claim: `Each of the ${suspicions.length} suspicions is raised on each of the seeded faults that it is listed with, ${cases.length} in all, and not on the right rule that is meant.`,
  source: 'what each of them states of itself',
  cost: 20,
  given: fc.constantFrom(...cases),
  holds: raises(({ suspicion, fault }) => ({ suspicion, rule: completeRule(fault) })),
  mutants: {
    'the right rule that is meant': raises(({ suspicion, fault }) => ({
      suspicion,
      rule: right.find(({ name }) => name === fault.meant) ?? completeRule(fault),
    })),
    'a suspicion that looks at no case': raises(({ suspicion, fault }) => ({
      suspicion: { ...suspicion, cases: 0 },
      rule: completeRule(fault),
    })),
    'a case that is held not to show it': raises(({ suspicion, fault }) => ({
      suspicion: { ...suspicion, observe: () => ({ status: 'holds', margin: 1 }) },
      rule: completeRule(fault),
    })),
  },
} satisfies Claim<Case>;
