import { expect, it } from 'vitest';
import { judgedByClaims } from './judgedByClaims.ts';

const faults = judgedByClaims('metrics');
const entry = 'broyden-update';
const options = { seed: 3, cases: 20 };

it('row(entry) has a number or null for each claim that applies to the fault', async () => {
  const { refutedAfter, measured } = await faults.row(entry, options);
  const known = (await faults.columns()).map(({ id }) => id);
  const ids = Object.keys(refutedAfter);
  expect(ids.filter((id) => !known.includes(id))).toEqual([]);
  expect(Object.values(refutedAfter)).toContain(1);
  expect(Object.values(refutedAfter)).toContain(null);
  expect(measured).toEqual([]);
});

it('detect(entry) is the earliest of the row, and takes the time that the clock tells', async () => {
  const { refutedAfter } = await faults.row(entry, options);
  let clock = 0;
  const found = await faults.detect(entry, { ...options, now: () => clock++ });
  const counts = Object.values(refutedAfter).filter((count) => count !== null);
  expect(found).toMatchObject({ cases: Math.min(...counts), milliseconds: 1 });
  expect(refutedAfter[found?.column ?? '']).toBe(found?.cases);
});

it('smallest(entry) is a shrunk case as text, of the claim that detects it', async () => {
  const found = await faults.smallest(entry, options);
  expect(found?.column).toBe((await faults.detect(entry, { ...options, now: () => 0 }))?.column);
  expect(found?.case).toMatch(/\d/);
});

it('judgedByClaims(of) refuses a fault that is not there', async () => {
  await expect(faults.row('right-after-all', options)).rejects.toThrow(
    'judgedByClaims: the fault must be there, got metrics/right-after-all',
  );
});
