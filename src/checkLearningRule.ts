import { randomInt } from 'node:crypto';
import type { RuleReport } from '../types/report.ts';
import type { LearningRule } from '../types/rule.ts';
import { runCampaign } from './campaign.ts';
import { type CheckOptions, readCheckOptions } from './checkOptions.ts';
import { inlineExecutor } from './inline.ts';
import { nameRule, ruleFault } from './loadRule.ts';
import { builtInParts } from './plan.ts';
import { ruleReport } from './ruleReport.ts';
import { sessionOf } from './session.ts';

/** A rule's report with the seed that reproduces it. */
export interface CheckedRule extends RuleReport {
  readonly seed: number;
}

/**
 * Runs every check of the `fuzz` command on a rule, in this process and without isolation.
 *
 * @param rule a rule, or a bare update function
 * @returns the verdict with everything that led to it
 * @throws TypeError where the rule or an option has the wrong shape, or no option has the name; RangeError where an
 * option is out of its bounds; UnusableFileError where the rule claims an unknown trait
 */
export const checkLearningRule = async (
  rule: LearningRule | LearningRule['update'],
  options: CheckOptions = {},
): Promise<CheckedRule> => {
  const fault = ruleFault(rule);
  if (fault !== undefined) throw new TypeError(`checkLearningRule: the rule ${fault}`);
  const parts = await builtInParts();
  const campaign = readCheckOptions(options, parts.families, { seed: randomInt(0x7fffffff), runs: 1000 });
  const { seed } = campaign;
  const startedAt = performance.now();
  const named = nameRule(rule, typeof rule === 'function' && rule.name ? rule.name : 'rule');
  const session = sessionOf(named, parts, { options: campaign }, {});
  const end = await runCampaign(
    inlineExecutor(session),
    {
      load: { rule: { builtIn: named.name }, options: campaign },
      shard: { index: 0, count: 1 },
      stored: () => [],
      stop: () => undefined,
    },
    () => {},
  );
  if (end.kind === 'unusable') throw new TypeError(`checkLearningRule: ${end.message}`);
  const origin = { file: null, isolated: false, durationMs: Math.round(performance.now() - startedAt) };
  return { ...ruleReport(end, origin, new Map()), seed };
};

/**
 * Throws unless the rule is verified, with the formatted counterexample as the message. Works in any test runner.
 *
 * @throws Error with verdict, smallest case and seed; else as `checkLearningRule`
 */
export const assertLearningRule = async (
  rule: LearningRule | LearningRule['update'],
  options: CheckOptions = {},
): Promise<void> => {
  const report = await checkLearningRule(rule, options);
  if (report.verdict === 'verified') return;
  const hint = report.hint === undefined ? '' : `\nLikely cause: ${report.hint}`;
  throw new Error(`${report.name}: ${report.summary}${hint}\nSeed: ${report.seed}`);
};
