import { builtInParts } from '../../src/campaign/builtInParts.ts';
import { type PlanParts, planCampaign } from '../../src/campaign/plan.ts';
import { sessionOf } from '../../src/campaign/session.ts';
import { loadVariants } from '../../src/catalog/knownRules.ts';
import { agreementCheck } from '../../src/checks/agreement/agreementCheck.ts';
import { fresh, moduleNames } from '../../src/discover.ts';
import { completeRule } from '../../src/rules/declaration/completeRule.ts';
import { open } from '../../src/subject/catalog.ts';
import type { FaultColumn, FaultKind } from '../../src/types/fault.ts';
import type { NamedRule } from '../../src/types/rule.ts';
import type { FaultyRule } from './faultyRule.ts';
import { firstRefutation, refutedAfter } from './firstRefutation.ts';
import { signsOf } from './signs.ts';
import { smallestFailure } from './smallestFailure.ts';

const folder = new URL('./rules/?fresh', import.meta.url);

const isWrongRule = (value: unknown): value is FaultyRule =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'update' in value &&
  'modelledOn' in value;

/**
 * The wrong rule of a file as a process that has just started sees it: what its module keeps begins afresh.
 *
 * @throws TypeError where the file holds none
 */
export const freshEntry = async (name: string): Promise<FaultyRule> => {
  const entry = await fresh(folder, name);
  if (!isWrongRule(entry))
    throw new TypeError(`freshEntry: rules/${name} must be a rule with a name and modelledOn`);
  return entry;
};

/** The right rule of this name, a built-in one or not, and which hyperparameters its name states. */
const rightRule = async (
  name: string,
): Promise<{ readonly rule: NamedRule; readonly stated: Readonly<Record<string, number>> }> => {
  const ported = (await loadVariants()).find((rule) => rule.name === name);
  if (ported) return { rule: ported, stated: {} };
  return open({ kind: 'built-in', spec: name });
};

/** What `fuzz` plans with: every check, and agreement where the fault names the right rule. */
const partsFor = async ({ against }: FaultyRule): Promise<PlanParts> => {
  const parts = await builtInParts();
  if (against === undefined) return parts;
  const { rule, stated } = await rightRule(against);
  return { ...parts, checks: [...parts.checks, agreementCheck(rule, stated)] };
};

const entries: FaultKind['entries'] = () =>
  Promise.all(
    moduleNames(folder).map(async (name) => {
      const { modelledOn, against } = await freshEntry(name);
      return { name, modelledOn, ...(against !== undefined && { against }) };
    }),
  );

/** Checks that cannot refute any of these faults, and why. */
const unable: ReadonlyMap<string, string> = new Map([
  [
    'terminates',
    'a call that never returns ends the worker of fuzz, which holds it against the rule as “contained”; here faults are judged in one thread, which it would end',
  ],
  ['effective', 'it measures rules that promise nothing; a rule that promises as much is held to small-step'],
  [
    'natural-gradient-form',
    'it certifies the steps on which the loss fell; a certificate that fails casts doubt on the suite, not on the rule',
  ],
]);

/** The checks in the order of the layers; agreement comes last. */
const columns = async (): Promise<readonly FaultColumn[]> => {
  const agreement = agreementCheck(completeRule({ name: 'the right rule', update: ({ theta }) => theta }));
  const checks = [...(await builtInParts()).checks, agreement];
  return checks.map(({ id, layer, claim }) => {
    const reason = unable.get(id);
    return { id, layer, claim, ...(reason !== undefined && { cannotRefuteBecause: reason }) };
  });
};

/** Wrong rules, judged by the checks of `fuzz` on the cases that `fuzz` makes of the same seed. */
export default {
  name: 'rules',
  plural: 'wrong rules',
  columns,
  entries,
  async row(name, { seed, cases }) {
    const { checks, families } = await partsFor(await freshEntry(name));
    const after: Record<string, number | null> = {};
    const measured: string[] = [];
    for (const check of checks) {
      const rule = await freshEntry(name);
      const plan = planCampaign(completeRule(rule), { checks: [check], families }, { seed, runs: cases });
      for (const planned of plan.checks.filter((candidate) => candidate.cases)) {
        after[check.id] = refutedAfter(plan, planned, planned.runs);
        if (!planned.required) measured.push(check.id);
      }
    }
    return { refutedAfter: after, measured };
  },
  async detect(name, { seed, cases, now }) {
    const entry = await freshEntry(name);
    const parts = await partsFor(entry);
    const from = now();
    const found = firstRefutation(planCampaign(completeRule(entry), parts, { seed, runs: cases }), cases);
    return found && { column: found.check, cases: found.cases, milliseconds: now() - from };
  },
  async withoutLaws(name, { seed, cases }) {
    const { contract = {}, ...entry } = await freshEntry(name);
    // An angle that is promised is a law of the right rule like any other.
    const { minCosine: _, ...kept } = contract;
    const rule = completeRule({ ...entry, traits: [], contract: kept });
    const plan = planCampaign(rule, await builtInParts(), { seed, runs: cases });
    return firstRefutation(plan, cases)?.cases ?? null;
  },
  signs: (name) => signsOf(() => freshEntry(name)),
  async smallest(name, { seed, cases }) {
    const entry = await freshEntry(name);
    const options = { seed, runs: cases };
    return smallestFailure(sessionOf(completeRule(entry), await partsFor(entry), { options }, []), options);
  },
} satisfies FaultKind;
