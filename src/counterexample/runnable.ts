import { scenarioFault } from '../fuzz/scenarioFault.ts';
import { parseCounterexample } from '../report/json.ts';
import type { Counterexample } from '../types/report.ts';

/**
 * The counterexample in a file, whose cases can be run.
 * @throws as `parseCounterexample`; RangeError, naming the field, where a case cannot be run on any loss
 */
export const runnableCounterexample = (text: string): Counterexample => {
  const counterexample = parseCounterexample(text);
  const before = (counterexample.before ?? []).map(
    ({ scenario }, i) => [`before[${i}].scenario`, scenario] as const,
  );
  for (const [name, scenario] of [['minimal', counterexample.minimal] as const, ...before]) {
    const fault = scenarioFault(scenario);
    if (fault !== undefined) throw new RangeError(`counterexample.${name}.${fault}`);
  }
  return counterexample;
};
