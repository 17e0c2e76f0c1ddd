import { expect, it } from 'vitest';
import { claimBank } from './claimBank.ts';

const bank = claimBank('metrics');
const entry = 'broyden-update';
const options = { seed: 3, cases: 20 };

it('row(entry) has a number or null for each claim that says something of the entry', async () => {
  const { refutedAfter, measured } = await bank.row(entry, options);
  const known = (await bank.columns()).map(({ id }) => id);
  const ids = Object.keys(refutedAfter);
  expect(ids.filter((id) => !known.includes(id))).toEqual([]);
  expect(Object.values(refutedAfter)).toContain(1);
  expect(Object.values(refutedAfter)).toContain(null);
  expect(measured).toEqual([]);
});

it('detect(entry) is the earliest of the row, and takes the time that the clock tells', async () => {
  const { refutedAfter } = await bank.row(entry, options);
  let clock = 0;
  const found = await bank.detect(entry, { ...options, now: () => clock++ });
  const counts = Object.values(refutedAfter).filter((count) => count !== null);
  expect(found).toMatchObject({ cases: Math.min(...counts), milliseconds: 1 });
  expect(refutedAfter[found?.column ?? '']).toBe(found?.cases);
});

it('smallest(entry) is a shrunk case as text, of the claim that detects it', async () => {
  const found = await bank.smallest(entry, options);
  expect(found?.column).toBe((await bank.detect(entry, { ...options, now: () => 0 }))?.column);
  expect(found?.case).toMatch(/\d/);
});

it('claimBank(bank) refuses an entry that it does not hold', async () => {
  await expect(bank.row('right-after-all', options)).rejects.toThrow(
    'claimBank: the entry must be in the bank, got metrics/right-after-all',
  );
});
