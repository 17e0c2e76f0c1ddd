import { loadChecks } from '../checks/catalog.ts';
import { loadClaims } from '../fuzz/loadClaims.ts';
import { loadFamilies } from '../fuzz/plan.ts';
import { describePromise, promiseOf } from '../fuzz/promise.ts';
import { loadRules } from '../rules/parts/load.ts';
import { exitCodes } from './exitCode.ts';
import { suggest } from './suggest.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';

type Row = readonly [name: string, text: string];

const listings: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  rules: async () =>
    (await loadRules()).map(
      (rule): Row => [rule.name, [describePromise(promiseOf(rule)), rule.source].filter(Boolean).join(' · ')],
    ),
  losses: async () => (await loadFamilies()).map(({ name, description }): Row => [name, description]),
  checks: async () =>
    (await loadChecks()).map(({ id, layer, kind, claim }): Row => [id, `${layer}, ${kind}: ${claim}`]),
  claims: async () => (await loadClaims()).map(({ id, claim }): Row => [id, claim]),
};

/** Prints what is there, one line each. @throws UsageError for anything else than rules, losses, checks or claims */
export const list = async (what: string, terminal: Terminal): Promise<number> => {
  const listing = listings[what];
  if (!listing) {
    throw new UsageError(
      `list: there is no list of "${what}"; ${suggest(what, Object.keys(listings), 'natgrad-check list --help')}`,
    );
  }
  const rows = await listing();
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, text] of rows) terminal.out(`${name.padEnd(width)}  ${text}\n`);
  return exitCodes.verified;
};
