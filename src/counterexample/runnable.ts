import { scenarioFault } from '../campaign/scenarioFault.ts';
import { parseCounterexample } from '../report/json.ts';
import type { Counterexample } from '../types/report.ts';
import { optionBounds } from '../types/scenario.ts';

/** Most cases that one may need before it: far more than a run stores. */
const mostPrerequisites = 4096;

/**
 * The counterexample in a file, whose cases can be run.
 * @throws as `parseCounterexample`; RangeError, naming the field, where a case cannot be run on any loss
 */
export const runnableCounterexample = (text: string): Counterexample => {
  const counterexample = parseCounterexample(text);
  const { timeout } = counterexample.rule;
  const { min, max } = optionBounds.duration;
  if (timeout !== undefined && !(timeout >= min && timeout <= max)) {
    throw new RangeError(
      `counterexample.rule.timeout: must be from ${min} to ${max} milliseconds, got ${timeout}`,
    );
  }
  const needed = counterexample.before?.length ?? 0;
  if (needed > mostPrerequisites) {
    throw new RangeError(
      `counterexample.before: must be at most ${mostPrerequisites.toLocaleString('en')} cases, got ${needed.toLocaleString('en')}`,
    );
  }
  const before = (counterexample.before ?? []).map(
    ({ scenario }, i) => [`before[${i}].scenario`, scenario] as const,
  );
  for (const [name, scenario] of [['minimal', counterexample.minimal] as const, ...before]) {
    const fault = scenarioFault(scenario);
    if (fault !== undefined) throw new RangeError(`counterexample.${name}.${fault}`);
  }
  return counterexample;
};
