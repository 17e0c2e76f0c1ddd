import { expect, it } from 'vitest';
import faults from './rules.ts';

it('withoutLaws(entry) judges it by what is required of every rule alone', async () => {
  const few = { seed: 1, cases: 20 };
  expect(await faults.withoutLaws('ascent', few)).toBe(1);
  expect(await faults.withoutLaws('adam-without-bias-correction', few)).toBeNull();
  // The angle that the right rule promises is a law of its own, too.
  const many = { seed: 3, cases: 1000 };
  expect(await faults.withoutLaws('ascent-at-one-angle', many)).toBeNull();
  expect(await faults.detect('ascent-at-one-angle', { ...many, now: () => 0 })).not.toBeNull();
  expect(await faults.detect('adam-without-bias-correction', { ...few, now: () => 0 })).not.toBeNull();
});

it('row(entry) shows a promise in expectation broken', async () => {
  const { refutedAfter } = await faults.row('mini-batch-misses-the-last-sample', { seed: 1, cases: 200 });
  expect(refutedAfter['in-expectation']).not.toBeNull();
});
