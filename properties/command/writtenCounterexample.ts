import { writeFileSync } from 'node:fs';
import { stringifyReport } from '../../src/report/json.ts';
import type { Counterexample } from '../../src/types/report.ts';

/** Writes a counterexample of one case into the working directory, with what a test changes of it. @returns its name */
export const writtenCounterexample = (
  only: Counterexample['minimal'],
  own: Partial<Counterexample> & Pick<Counterexample, 'rule'>,
): string => {
  const counterexample: Counterexample = {
    schemaVersion: 1,
    check: 'small-step',
    cause: 'uphill',
    index: 0,
    sentence: 'it went uphill',
    minimal: only,
    worst: only,
    original: only,
    irrelevant: [],
    seed: 0,
    replay: '',
    test: '',
    trajectory: [],
    ...own,
  };
  writeFileSync('written.json', stringifyReport(counterexample));
  return 'written.json';
};
