import type { CheckOptions } from '../campaign/options.ts';
import { checkLearningRule, verdictText } from '../checkLearningRule.ts';
import type { LearningRule } from '../types/rule.ts';

/** What a matcher answers to Vitest and to Jest. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * A matcher for `expect.extend`: whether every check of the `fuzz` command verifies a rule.
 *
 * @throws TypeError or RangeError as `checkLearningRule`
 */
export const toDescend = async (
  rule: LearningRule | LearningRule['update'],
  options: CheckOptions = {},
): Promise<MatcherResult> => {
  const report = await checkLearningRule(rule, options);
  return { pass: report.verdict === 'verified', message: () => verdictText(report) };
};
