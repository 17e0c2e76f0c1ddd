import { dirname, resolve } from 'node:path';
import type { Counterexample, CounterexampleRule } from '../types/report.ts';
import { counterexampleOf } from './counterexample.ts';
import { movedRule } from './origin.ts';
import { importPath } from './paths.ts';

/**
 * A counterexample of a report that somebody sent, as this program stores it in another place: what it says of the case
 * stays, and everything that runs is written anew. Its reproduction runs the stored case: what one that stands alone needs
 * of the rule is not known here. Nor is importing from anywhere allowed: that is not for the sender to say.
 *
 * @param from path of the file that held it
 * @param to path of the file that will hold it
 * @param claim of its check
 */
export const renewed = (
  found: Counterexample,
  { from, to, claim }: { readonly from: string; readonly to: string; readonly claim: string },
): Counterexample => {
  const { schemaVersion: _, rule, check, seed, replay, test, ...finding } = found;
  return counterexampleOf(
    { ...finding, margin: Number.NaN },
    {
      rule: withOwnModule(movedRule(rule, from, to), to),
      check,
      claim,
      required: test !== undefined,
      seed,
      path: to,
    },
  );
};

/** The rule with its module named by its file alone; none where it has no file. */
const withOwnModule = ({ beside, ...rule }: CounterexampleRule, to: string): CounterexampleRule => {
  if (rule.file === null || beside === undefined) return rule;
  const folder = dirname(to);
  if (rule.home === undefined) return { ...rule, beside };
  return { ...rule, beside: importPath(folder, resolve(folder, rule.home, rule.file)) };
};
