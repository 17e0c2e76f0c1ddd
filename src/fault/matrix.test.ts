import { expect, it } from 'vitest';
import type { Detection } from '../types/fault.ts';
import { faultKindReport, type JudgedEntry } from './matrix.ts';

const found = (cases: number, milliseconds: number, column = 'a'): Detection => ({
  column,
  cases,
  milliseconds,
});

const judged = (name: string, detections: readonly (Detection | null)[]): JudgedEntry => ({
  entry: { name, modelledOn: 'a slip' },
  row: { refutedAfter: { a: 1, b: null }, measured: ['b'] },
  detections,
  smallest: { column: 'a', sentence: 'it fails', case: '0' },
  withoutLaws: undefined,
  signs: undefined,
});

const kind = {
  name: 'rules',
  plural: 'wrong rules',
  columns: ['a', 'b', 'c'].map((id) => ({ id, claim: `${id} holds` })),
};
const kill = (...detections: readonly (Detection | null)[]) =>
  faultKindReport(kind, [judged('one', detections)], (entry) => `again ${entry}`).entries[0]?.detection;

it('faultKindReport(kind, judged, again) keeps the row and the counterexample, and drops columns that apply to no entry', () => {
  const { columns, entries } = faultKindReport(
    kind,
    [judged('one', [found(1, 2)])],
    (entry) => `again ${entry}`,
  );
  expect(columns.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(entries).toEqual([
    {
      name: 'one',
      modelledOn: 'a slip',
      refutedAfter: { a: 1, b: null },
      measured: ['b'],
      detection: { cases: [1], median: 1, worst: 1, missed: 0, first: { a: 1 } },
      minimal: { column: 'a', sentence: 'it fails', case: '0', again: 'again one' },
    },
  ]);
});

it('what a fault comes to without its laws is kept, and is absent where there are none', () => {
  const one = judged('one', [found(1, 2)]);
  const entries = [one, { ...one, withoutLaws: 3 }, { ...one, withoutLaws: null }];
  expect(faultKindReport(kind, entries, () => '').entries.map((entry) => [entry.withoutLaws])).toEqual([
    [undefined],
    [3],
    [null],
  ]);
  expect(faultKindReport(kind, [one], () => '').entries[0]).not.toHaveProperty('withoutLaws');
});

it('what shows a fault beside its verdict is kept, and is absent of what is no rule', () => {
  const one = judged('one', [found(1, 2)]);
  const signs = { suspicions: ['state-matters'], called: 'differs from adam', unnamed: null, hiddenBy: null };
  const [plain, rule] = faultKindReport(kind, [one, { ...one, signs }], () => '').entries;
  expect(plain).not.toHaveProperty('signs');
  expect(rule?.signs).toEqual(signs);
});

it('the median is what half of the seeds need, the worst what all need, and a seed that misses counts', () => {
  expect(kill(found(7, 1), found(2, 1, 'b'), found(3, 1))).toEqual({
    cases: [7, 2, 3],
    median: 3,
    worst: 7,
    missed: 0,
    first: { a: 2, b: 1 },
  });
  expect(kill(found(7, 1), null, found(2, 1), found(3, 1))).toMatchObject({
    median: 3,
    worst: null,
    missed: 1,
  });
  expect(kill(null, null, found(3, 1))).toMatchObject({ median: null, worst: null, missed: 2 });
});

it('the curves are shares of all entries and seeds, those that were missed included', () => {
  const entries = [judged('one', [found(1, 2000), found(4, 10)]), judged('two', [found(1, 500), null])];
  const { curve } = faultKindReport(kind, entries, () => '');
  expect(curve.cases).toEqual([
    { cases: 1, share: 0.5 },
    { cases: 4, share: 0.75 },
  ]);
  expect(curve.seconds).toEqual([
    { seconds: 0.01, share: 0.25 },
    { seconds: 0.5, share: 0.5 },
    { seconds: 2, share: 0.75 },
  ]);
});

it('a curve against time of many detections has few points, rises, and shows the slowest one by one', () => {
  const { curve } = faultKindReport(
    kind,
    [
      judged(
        'one',
        Array.from({ length: 1000 }, (_, i) => found(1, i + 1)),
      ),
    ],
    () => '',
  );
  expect(curve.seconds.length).toBeLessThanOrEqual(100);
  expect(curve.seconds.slice(-3)).toEqual([
    { seconds: 0.997, share: 0.997 },
    { seconds: 0.999, share: 0.999 },
    { seconds: 1, share: 1 },
  ]);
  const shares = curve.seconds.map(({ share }) => share);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
});
