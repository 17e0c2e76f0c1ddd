import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { judge } from './judge.ts';
import { loadBanks } from './loadBanks.ts';

const banks = await loadBanks();
const now = () => 0;
const ask = { bank: 'rules', entry: 'ascent', seed: 1, cases: 5 };

it('loadBanks() finds each folder of entries that has a module of its name beside it', () => {
  const folders = readdirSync(new URL('../../properties/banks/', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'parts')
    .map(({ name }) => name)
    .sort();
  expect(folders.length).toBeGreaterThanOrEqual(5);
  expect(banks.map(({ name }) => name)).toEqual(folders);
  for (const { name, noun } of banks) expect(noun).toBe(`wrong ${name}`);
});

it('judge(banks, job, now) gives the row, the smallest case, and a detection for each seed', async () => {
  expect(await judge(banks, { kind: 'row', ask }, now)).toMatchObject({ refutedAfter: { 'small-step': 1 } });
  expect(await judge(banks, { kind: 'smallest', ask }, now)).toMatchObject({ case: { theta: [1] } });
  expect(await judge(banks, { kind: 'withoutLaws', ask }, now)).toBe(1);
  const metric = { ...ask, bank: 'metrics', entry: 'broyden-update' };
  expect(await judge(banks, { kind: 'withoutLaws', ask: metric }, now)).toBeUndefined();
  let clock = 0;
  const ticking = () => clock++;
  const detections = await judge(banks, { kind: 'detect', ask: { ...ask, seeds: [1, 2] } }, ticking);
  expect(detections).toMatchObject([
    { cases: 1, milliseconds: 1 },
    { cases: 1, milliseconds: 1 },
  ]);
});

it('judge(banks, job, now) refuses a bank that is not there', async () => {
  await expect(judge(banks, { kind: 'row', ask: { ...ask, bank: 'clocks' } }, now)).rejects.toThrow(
    'judge: the bank must be there, got bank = clocks',
  );
});
