import { expect, it } from 'vitest';
import { poolOf } from './pool.ts';

it('poolOf(workers).use(work) lends each worker to one at a time, first come, first served', async () => {
  const pool = poolOf(['a', 'b']);
  const lent: string[] = [];
  const finish: (() => void)[] = [];
  const served = [0, 1, 2, 3].map((request) =>
    pool.use((worker) => {
      lent.push(`${request} ${worker}`);
      return new Promise<number>((resolve) => finish.push(() => resolve(request)));
    }),
  );
  await Promise.resolve();
  expect(lent).toEqual(['0 a', '1 b']);
  finish[1]!();
  await served[1];
  expect(lent).toEqual(['0 a', '1 b', '2 b']);
  finish[0]!();
  await served[0];
  expect(lent).toEqual(['0 a', '1 b', '2 b', '3 a']);
  finish[2]!();
  finish[3]!();
  expect(await Promise.all(served)).toEqual([0, 1, 2, 3]);
});

it('poolOf(workers).use(work) has the worker back where work fails', async () => {
  const pool = poolOf(['only']);
  await expect(pool.use(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await pool.use(async (worker) => worker)).toBe('only');
});
