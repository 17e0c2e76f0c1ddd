import { randomInt } from 'node:crypto';
import type { RuleReport } from '../types/report.ts';
import type { DescentPromise, LearningRule } from '../types/rule.ts';
import { runCampaign } from './campaign.ts';
import type { DimensionRange } from './dimension.ts';
import { inlineExecutor } from './inline.ts';
import { nameRule, ruleFault } from './loadRule.ts';
import { builtInParts } from './plan.ts';
import { ruleReport } from './ruleReport.ts';
import { sessionOf } from './session.ts';

/** What a check inside somebody's own tests may set; the defaults are those of the command. */
export interface CheckOptions {
  /** Cases of each check: 1000. */
  readonly runs?: number;
  /** Drawn where it is left out; the report says which. */
  readonly seed?: number;
  /** 1..64. */
  readonly dimension?: DimensionRange;
  readonly steps?: number;
  /** Names of loss families. */
  readonly losses?: readonly string[];
  readonly contract?: DescentPromise;
}

/** A rule's report with the seed that reproduces it. */
export interface CheckedRule extends RuleReport {
  readonly seed: number;
}

/**
 * Runs every check of the `fuzz` command on a rule, in this process and without isolation.
 *
 * @param rule a rule, or a bare update function
 * @returns the verdict with everything that led to it
 * @throws TypeError where the rule has the wrong shape; UnusableFileError where it claims an unknown trait
 */
export const checkLearningRule = async (
  rule: LearningRule | LearningRule['update'],
  options: CheckOptions = {},
): Promise<CheckedRule> => {
  const fault = ruleFault(rule);
  if (fault !== undefined) throw new TypeError(`checkLearningRule: the rule ${fault}`);
  const seed = options.seed ?? randomInt(0x7fffffff);
  const startedAt = performance.now();
  const campaign = {
    seed,
    runs: options.runs ?? 1000,
    ...(options.dimension && { dimension: options.dimension }),
    ...(options.steps !== undefined && { steps: options.steps }),
    ...(options.losses && { losses: options.losses }),
    ...(options.contract !== undefined && { contract: options.contract }),
  };
  const named = nameRule(rule, typeof rule === 'function' && rule.name ? rule.name : 'rule');
  const session = sessionOf(named, await builtInParts(), { options: campaign }, {});
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
