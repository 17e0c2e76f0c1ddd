import { fileURLToPath } from 'node:url';
import { runCampaign } from '../src/campaign/campaign.ts';
import { isolatedExecutor } from '../src/host/isolated.ts';
import type { SubjectReference } from '../src/subject/subject.ts';
import { ratioRow } from './measure/ratio.ts';
import type { BenchRow } from './row.ts';

const limits = { stepTimeout: 5000, loadTimeout: 30_000, memory: 2 ** 31 };

/** Seconds of a campaign on every loss, from opening the pool on. */
const campaign = async (rule: SubjectReference, runs: number, workers: number): Promise<number> => {
  const start = performance.now();
  const pool = isolatedExecutor(workers, limits);
  const end = await runCampaign(
    pool,
    {
      load: { rule, options: { seed: 1, runs } },
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

interface Campaign {
  readonly rule: SubjectReference;
  /** Cases of each check. */
  readonly runs: number;
  readonly rounds: number;
  readonly atLeast: number;
}

const row = (what: string, { rule, runs, rounds, atLeast }: Campaign): Promise<BenchRow> =>
  ratioRow(
    {
      what: `a campaign of ${what} on every loss, ${runs.toLocaleString('en')} cases a check, by two workers`,
      peer: 'the same by one worker',
      target: { atLeast },
    },
    {
      warmUps: 0,
      rounds,
      ours: () => campaign(rule, runs, 2),
      theirs: () => campaign(rule, runs, 1),
    },
  );

/**
 * What a second worker brings: to a rule that takes its time, and to one of the cheapest there are.
 *
 * One worker alone keeps more than a core busy, since V8 compiles and collects on threads of its own, and every worker
 * compiles the same code for itself: of a cheap rule, ten campaigns of the usual length are measured, a quarter of a
 * million cases, and even there that weighs.
 */
export default async (): Promise<readonly BenchRow[]> => [
  await row('a rule that takes half a millisecond a step', {
    rule: { kind: 'module', spec: fileURLToPath(new URL('./measure/slowRule.js', import.meta.url)) },
    runs: 100,
    rounds: 3,
    atLeast: 1.8,
  }),
  await row('gradient-descent', {
    rule: { kind: 'built-in', spec: 'gradient-descent' },
    runs: 10_000,
    rounds: 5,
    atLeast: 1.7,
  }),
];
