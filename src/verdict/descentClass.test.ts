import { expect, it } from 'vitest';
import { emptyStatistics } from '../statistics.ts';
import { descentClass, windowedShare } from './descentClass.ts';

const windows = (some: number, none: number) => ({
  ...emptyStatistics,
  windows: [
    { window: 4, count: some },
    { window: null, count: none },
  ],
});

it('windowedShare(statistics) is the share of cases that have a window', () => {
  expect(windowedShare(windows(3, 1))).toBe(0.75);
  expect(windowedShare(emptyStatistics)).toBeNull();
});

it('descentClass(report) tells descent at once from descent over windows and from neither', () => {
  expect(descentClass({ verdict: 'verified', statistics: windows(0, 9) })).toBe('effective');
  expect(descentClass({ verdict: 'falsified', statistics: windows(9, 1) })).toBe('windowed');
  expect(descentClass({ verdict: 'falsified', statistics: windows(1, 9) })).toBe('not effective');
  expect(descentClass({ verdict: 'falsified', statistics: emptyStatistics })).toBe('not effective');
  expect(descentClass({ verdict: 'inconclusive', statistics: windows(9, 1) })).toBe('undecided');
});
