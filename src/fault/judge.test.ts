import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { loadFaultKinds } from '../catalog/faults.ts';
import { judge } from './judge.ts';

const kinds = await loadFaultKinds();
const now = () => 0;
const ask = { of: 'rules', entry: 'ascent', seed: 1, cases: 5 };

it('loadFaultKinds() finds each folder of faults that has a module of its name beside it', () => {
  const folders = readdirSync(new URL('../../properties/faults/', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'altered')
    .map(({ name }) => name)
    .sort();
  expect(folders.length).toBeGreaterThanOrEqual(5);
  expect(kinds.map(({ name }) => name)).toEqual(folders);
  for (const { name, plural } of kinds) expect(plural).toBe(`wrong ${name}`);
});

it('judge(kinds, job, now) gives the row, the smallest case, and a detection for each seed', async () => {
  expect(await judge(kinds, { kind: 'row', ask }, now)).toMatchObject({ refutedAfter: { 'small-step': 1 } });
  expect(await judge(kinds, { kind: 'smallest', ask }, now)).toMatchObject({ case: { theta: [1] } });
  expect(await judge(kinds, { kind: 'withoutLaws', ask }, now)).toBe(1);
  const metric = { ...ask, of: 'metrics', entry: 'broyden-update' };
  expect(await judge(kinds, { kind: 'withoutLaws', ask: metric }, now)).toBeUndefined();
  expect(await judge(kinds, { kind: 'signs', ask: metric }, now)).toBeUndefined();
  let clock = 0;
  const ticking = () => clock++;
  const detections = await judge(kinds, { kind: 'detect', ask: { ...ask, seeds: [1, 2] } }, ticking);
  expect(detections).toMatchObject([
    { cases: 1, milliseconds: 1 },
    { cases: 1, milliseconds: 1 },
  ]);
});

it('judge(kinds, job, now) refuses a kind that is not there', async () => {
  await expect(judge(kinds, { kind: 'row', ask: { ...ask, of: 'clocks' } }, now)).rejects.toThrow(
    'judge: the kind must be there, got of = clocks',
  );
});
