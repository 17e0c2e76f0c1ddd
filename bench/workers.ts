import { runCampaign } from '../src/fuzz/campaign.ts';
import { openPool } from '../src/fuzz/pool.ts';
import { ratioRow } from './parts/ratio.ts';
import type { BenchRow } from './row.ts';

const rule = 'gradient-descent';

/**
 * Cases of each check: ten campaigns of the usual length, a quarter of a million cases. Every worker compiles the same
 * code for itself, which takes it the better part of a second and weighs more in a short campaign.
 */
const runs = 10_000;

const limits = { stepTimeout: 5000, loadTimeout: 30_000, memory: 2 ** 31 };

/** Seconds of a campaign on every loss, from opening the pool on. */
const campaign = async (workers: number): Promise<number> => {
  const start = performance.now();
  const pool = openPool(workers, limits);
  const end = await runCampaign(
    pool,
    {
      load: { rule: { builtIn: rule }, options: { seed: 1, runs } },
      shard: { index: 0, count: 1 },
      stored: () => [],
      stop: () => undefined,
    },
    () => {},
  );
  const spent = (performance.now() - start) / 1000;
  await pool.close();
  if (end.kind !== 'done' || end.stopped !== undefined) throw new Error('workers: the campaign must end');
  return spent;
};

/** What a second worker brings. */
export default async (): Promise<readonly BenchRow[]> => [
  await ratioRow(
    {
      what: `a campaign of ${rule} on every loss, ${runs.toLocaleString('en')} cases a check, by two workers`,
      peer: 'the same by one worker',
      target: { atLeast: 1.8 },
    },
    { warmUps: 0, rounds: 5, ours: () => campaign(2), theirs: () => campaign(1) },
  ),
];
