import { randomInt } from 'node:crypto';
import { builtInParts } from './campaign/builtInParts.ts';
import { runCampaign } from './campaign/campaign.ts';
import { type CheckOptions, readCheckOptions } from './campaign/options.ts';
import { sessionOf } from './campaign/session.ts';
import { faultLine } from './errors.ts';
import { inlineExecutor } from './host/inline.ts';
import { nameRule, readRule } from './subject/ruleShape.ts';
import type { RuleReport } from './types/report.ts';
import type { LearningRule } from './types/rule.ts';
import { ruleReport } from './verdict/ruleReport.ts';

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
 * option is out of its bounds; SubjectError where the rule claims an unknown trait
 */
export const checkLearningRule = async (
  rule: LearningRule | LearningRule['update'],
  options: CheckOptions = {},
): Promise<CheckedRule> => {
  const read = readRule(rule);
  if ('fault' in read) throw new TypeError(`checkLearningRule: the rule ${read.fault}`);
  const parts = await builtInParts();
  const campaign = readCheckOptions(options, parts.families, { seed: randomInt(0x7fffffff), runs: 1000 });
  const { seed } = campaign;
  const startedAt = performance.now();
  const named = nameRule(read.rule, typeof rule === 'function' && rule.name ? rule.name : 'rule');
  const session = sessionOf(named, parts, { options: campaign }, []);
  const end = await runCampaign(
    inlineExecutor(session),
    {
      load: { rule: { kind: 'built-in', spec: named.name }, options: campaign },
      shard: { index: 0, count: 1 },
      stored: () => [],
      stop: () => undefined,
    },
    () => {},
  );
  if (end.kind === 'unusable') throw new TypeError(`checkLearningRule: ${faultLine(end.fault)}`);
  const origin = { file: null, isolated: false, durationMs: Math.round(performance.now() - startedAt) };
  return { ...ruleReport(end, origin, new Map()), seed };
};

/** What `assertLearningRule` throws where a rule is not verified. */
export interface LearningRuleError extends Error {
  readonly name: 'LearningRuleError';
  /** All that led to the verdict, with the smallest case. */
  readonly report: CheckedRule;
}

/** A verdict in words, with its likely cause and the seed that repeats it. */
export const verdictText = ({ name, summary, hint, seed }: CheckedRule): string =>
  `${name}: ${summary}${hint === undefined ? '' : `\nLikely cause: ${hint}`}\nSeed: ${seed}`;

/**
 * Throws unless the rule is verified, with the formatted counterexample as the message. Works in any test runner.
 *
 * @throws LearningRuleError with verdict, smallest case and seed, and with the report; else as `checkLearningRule`
 */
export const assertLearningRule = async (
  rule: LearningRule | LearningRule['update'],
  options: CheckOptions = {},
): Promise<void> => {
  const report = await checkLearningRule(rule, options);
  if (report.verdict === 'verified') return;
  const error: LearningRuleError = Object.assign(new Error(verdictText(report)), {
    name: 'LearningRuleError' as const,
    report,
  });
  throw error;
};
