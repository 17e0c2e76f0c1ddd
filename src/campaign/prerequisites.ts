import type { Prerequisite } from '../types/report.ts';
import type { Scenario } from '../types/scenario.ts';

/** What a sentence adds where a case fails only after others. */
export const prerequisiteText = (before: readonly Prerequisite[], scenario: Scenario): string => {
  if (before.length === 0) return '';
  const text = JSON.stringify(scenario);
  const when = before.every((other) => JSON.stringify(other.scenario) === text)
    ? `once it has run ${before.length === 1 ? 'before' : `${before.length} times before`}`
    : `after ${before.length === 1 ? 'another case' : `${before.length} other cases`} in the same process`;
  return `, ${when}: the rule keeps something from run to run`;
};
