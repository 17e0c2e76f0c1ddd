import { expect, it } from 'vitest';
import type { FuzzEvent } from '../../campaign/events.ts';
import { slowRunNotice } from './estimate.ts';

const planned: FuzzEvent = {
  kind: 'planned',
  total: 1000,
  description: {
    name: 'mine',
    promise: 'small-step',
    claimedTraits: [],
    checks: [],
    suspicions: [],
    notApplicable: [],
    reachable: [],
    files: [],
  },
};

/** What is said of a run that has done so much by each of these times, in milliseconds. */
const told = (...progress: readonly (readonly [time: number, done: number])[]): readonly string[] => {
  const lines: string[] = [];
  let now = 0;
  const read = slowRunNotice(
    (line) => lines.push(line),
    () => now,
  );
  read(planned);
  for (const [time, done] of progress) {
    now = time;
    read({ kind: 'progress', done });
  }
  return lines;
};

it('slowRunNotice(tell, clock) says once how long a slow run takes', () => {
  expect(told([1000, 5], [4000, 10], [8000, 20])).toEqual(['mine: about 7 min; --time 60s bounds it']);
});

it('slowRunNotice(tell, clock) is silent of a run that is soon over', () => {
  expect(told([1000, 5], [4000, 100], [8000, 120])).toEqual([]);
  expect(told([1000, 0])).toEqual([]);
});
