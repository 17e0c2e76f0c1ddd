import { extname } from 'node:path';
import { agreementCheck } from '../../src/checks/agreement/agreementCheck.ts';
import { moduleNames } from '../../src/discover.ts';
import { builtInParts, type PlanParts, planCampaign } from '../../src/fuzz/plan.ts';
import { sessionOf } from '../../src/fuzz/session.ts';
import { readSpecification } from '../../src/rules/parts/load.ts';
import type { Bank, BankColumn } from '../../src/types/bank.ts';
import { firstRefutation, refutedAfter } from './firstRefutation.ts';
import { smallestFailure } from './smallestFailure.ts';
import type { WrongRule } from './wrongRule.ts';

const folder = new URL('./rules/', import.meta.url);
let copies = 0;

const isWrongRule = (value: unknown): value is WrongRule =>
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
export const freshEntry = async (name: string): Promise<WrongRule> => {
  const file = new URL(`${name}${extname(import.meta.url)}`, folder);
  const { default: entry }: { readonly default: unknown } = await import(`${file.href}?copy=${++copies}`);
  if (!isWrongRule(entry))
    throw new TypeError(`freshEntry: rules/${name} must be a rule with a name and modelledOn`);
  return entry;
};

/** What `fuzz` plans with: every check, and agreement where the entry names the right rule. */
const partsFor = async ({ against }: WrongRule): Promise<PlanParts> => {
  const parts = await builtInParts();
  if (against === undefined) return parts;
  const { rule, typed } = await readSpecification(against);
  return { ...parts, checks: [...parts.checks, agreementCheck(rule, typed)] };
};

const entries: Bank['entries'] = () =>
  Promise.all(
    moduleNames(folder).map(async (name) => {
      const { modelledOn, against } = await freshEntry(name);
      return { name, modelledOn, ...(against !== undefined && { against }) };
    }),
  );

/** Checks that can refute no entry, and why. */
const idle: ReadonlyMap<string, string> = new Map([
  [
    'terminates',
    'a call that never returns ends the worker of fuzz, which holds it against the rule as “contained”; here entries are judged in one thread, which it would end',
  ],
  ['effective', 'it measures rules that promise nothing; whoever promises as much is held to small-step'],
  [
    'natural-gradient-form',
    'it certifies the steps on which the loss fell; a certificate that fails casts doubt on the suite, not on the rule',
  ],
]);

/** The checks in the order of the layers; agreement comes last. */
const columns = async (): Promise<readonly BankColumn[]> => {
  const agreement = agreementCheck({ name: 'the right rule', update: ({ theta }) => theta });
  const checks = [...(await builtInParts()).checks, agreement];
  return checks.map(({ id, layer, claim }) => {
    const reason = idle.get(id);
    return { id, layer, claim, ...(reason !== undefined && { idle: reason }) };
  });
};

/** Wrong rules, judged by the checks of `fuzz` on the cases that `fuzz` makes of the same seed. */
export default {
  name: 'rules',
  noun: 'wrong rules',
  columns,
  entries,
  async row(name, { seed, cases }) {
    const { checks, families } = await partsFor(await freshEntry(name));
    const after: Record<string, number | null> = {};
    const measured: string[] = [];
    for (const check of checks) {
      const rule = await freshEntry(name);
      const plan = planCampaign(rule, { checks: [check], families }, { seed, runs: cases });
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
    const found = firstRefutation(planCampaign(entry, parts, { seed, runs: cases }), cases);
    return found && { column: found.check, cases: found.cases, milliseconds: now() - from };
  },
  async withoutLaws(name, { seed, cases }) {
    const { contract = {}, ...entry } = await freshEntry(name);
    // An angle that is promised is a law of the right rule like any other.
    const { minCosine: _, ...kept } = contract;
    const plan = planCampaign({ ...entry, traits: [], contract: kept }, await builtInParts(), {
      seed,
      runs: cases,
    });
    return firstRefutation(plan, cases)?.cases ?? null;
  },
  async smallest(name, { seed, cases }) {
    const entry = await freshEntry(name);
    const options = { seed, runs: cases };
    return smallestFailure(sessionOf(entry, await partsFor(entry), { options }, {}), options);
  },
} satisfies Bank;
