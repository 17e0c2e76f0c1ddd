import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCampaign } from './campaign.ts';
import type { CampaignEnd, FuzzEvent } from './campaignRun.ts';
import { openPool } from './pool.ts';
import type { Executor } from './protocol.ts';
import { ruleReport } from './ruleReport.ts';

const folder = mkdtempSync(join(tmpdir(), 'pool-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ruleFile = (name: string, text: string): string => {
  const file = join(folder, `${name}.ts`);
  writeFileSync(file, text);
  return file;
};

/** A rule that descends, but runs a statement at one step of every run. */
const doingAt = (step: number, statement: string): string =>
  `const kept: unknown[] = [];
export default ({ gradient, stepSize, step }) => { if (step === ${step}) { ${statement} } return gradient.map((d: number) => -stepSize * d); };`;

const limits = { stepTimeout: 20_000, loadTimeout: 10_000, memory: 200 * 2 ** 20 };

interface Campaign {
  readonly end: CampaignEnd;
  readonly events: readonly FuzzEvent[];
}

const campaignOn = async (pool: Executor, file: string, runs: number, seed: number): Promise<Campaign> => {
  const events: FuzzEvent[] = [];
  const end = await runCampaign(
    pool,
    {
      load: { rule: { file }, options: { seed, runs, dimension: { min: 1, max: 8 } } },
      shard: { index: 0, count: 1 },
      stored: () => [],
      stop: () => undefined,
    },
    (event) => events.push(event),
  );
  return { end, events };
};

const campaign = async (
  file: string,
  workers: number,
  runs: number,
  own: Partial<typeof limits>,
): Promise<Campaign> => {
  const pool = openPool(workers, { ...limits, ...own });
  try {
    return await campaignOn(pool, file, runs, 7);
  } finally {
    await pool.close();
  }
};

const finished = (end: CampaignEnd) => {
  if (end.kind !== 'done') throw new Error(end.message);
  return end;
};

describe('a pool of workers that run a rule', () => {
  it.each([
    ['never-returns', 'for (;;);', 400],
    ['exits', 'process.exit(0);'],
    ['memory', 'for (;;) kept.push(new Float64Array(1e6).fill(1));'],
    // Long enough to touch the memory wherever it runs.
    ['memory', 'kept.push(new Float64Array(17e6).fill(1)); for (;;);', 2000],
    ['rejects-promise', 'Promise.reject(new Error("late"));'],
    ['throws-later', 'setTimeout(() => { throw new Error("later"); }, 0);'],
    ['writes-output', 'console.log("hello");'],
  ])(
    'finds %s and knows the case: %s',
    { timeout: 60_000 },
    async (cause, statement, stepTimeout = 20_000) => {
      const file = ruleFile(`at-step-1-${Math.abs(hash(statement))}`, doingAt(1, statement));
      const { end, events } = await campaign(file, 2, 30, { stepTimeout });
      const report = ruleReport(finished(end), { file, isolated: true, durationMs: 0 }, new Map());
      expect(report.verdict).toBe('falsified');
      const [finding] = finished(end).findings.get('contained') ?? [];
      expect(finding?.cause).toBe(cause);
      expect(finding?.minimal.steps).toBeGreaterThanOrEqual(2);
      expect(events.some((event) => event.kind === 'found' && event.check === 'contained')).toBe(true);
    },
  );

  it.each([
    ['for (;;);', 'did not return within 0.4 s'],
    ['process.exit(0);', 'ended its thread with exit code 0'],
  ])('blames the loss, not the rule, where its value does %s', async (statement, message) => {
    const loss = ruleFile(
      `loss-${Math.abs(hash(statement))}`,
      `export default { name: 'far', dimension: 2, gradient: (theta: number[]) => [theta[0], theta[1]],
        value(theta: number[]) { if (Math.abs(theta[0]!) > 50) { ${statement} } return (theta[0]! ** 2 + theta[1]! ** 2) / 2; } };`,
    );
    const pool = openPool(1, { ...limits, stepTimeout: 400 });
    const end = await runCampaign(
      pool,
      {
        load: { rule: { builtIn: 'gradient-descent' }, lossFile: loss, options: { seed: 1, runs: 200 } },
        shard: { index: 0, count: 1 },
        stored: () => [],
        stop: () => undefined,
      },
      () => {},
    );
    await pool.close();
    expect(end).toEqual({ kind: 'unusable', message: `${loss}: the loss ${message}` });
  });

  it('blames the rule where memory piles up from case to case', { timeout: 120_000 }, async () => {
    const file = ruleFile(
      'leak',
      'const kept = []; export default ({ gradient, stepSize }) => { kept.push(new Float64Array(1e6).fill(1)); return gradient.map((d) => -stepSize * d); };',
    );
    const { end } = await campaign(file, 2, 60, {});
    const report = ruleReport(finished(end), { file, isolated: true, durationMs: 0 }, new Map());
    expect(report.verdict).toBe('falsified');
    expect(finished(end).findings.get('contained')?.[0]).toMatchObject({ cause: 'memory' });
  });

  it('goes on generating where the contract’s functions throw, and says so in the check of form', async () => {
    const file = ruleFile(
      'throwing-contract',
      `export default { update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d),
        contract: { effective: 'every-step', maxStepSize: () => { throw new Error('oops'); } } };`,
    );
    const { end } = await campaign(file, 1, 20, {});
    const report = ruleReport(finished(end), { file, isolated: true, durationMs: 0 }, new Map());
    expect(report.checks.find(({ id }) => id === 'well-formed')?.verdict).toBe('falsified');
  });

  it('says in words that a file never finishes loading', async () => {
    const pool = openPool(1, { ...limits, loadTimeout: 1500 });
    const file = ruleFile('endless-load', 'for (;;);\nexport default () => [];');
    const options = { seed: 1, runs: 1, dimension: { min: 1, max: 2 } };
    const reply = await pool.load({ rule: { file }, options });
    await pool.close();
    expect(reply.kind).toBe('lost');
  });

  it('serves more requests than it has workers, and fails where nothing was loaded', async () => {
    const pool = openPool(1, limits);
    await expect(pool.ask('generate', { check: 0, index: 0 })).rejects.toThrow('a rule must be loaded');
    await pool.load({ rule: { builtIn: 'adam' }, options: { seed: 1, runs: 10 } });
    const asked = [0, 1, 2].map((index) => pool.ask('generate', { check: 0, index }));
    const replies = await Promise.all(asked);
    expect(replies.map(({ kind }) => kind)).toEqual(['answer', 'answer', 'answer']);
    await pool.close();
  });

  it('notices that the file changed between two workers', { timeout: 30_000 }, async () => {
    const pool = openPool(2, limits);
    const file = ruleFile('changing', doingAt(9, ''));
    const options = { seed: 1, runs: 10, dimension: { min: 1, max: 2 } };
    await pool.load({ rule: { file }, options });
    ruleFile('changing', `${doingAt(9, '')}\n// changed`);
    const replies = await Promise.all([0, 1].map((check) => pool.ask('generate', { check, index: 0 })));
    await pool.close();
    expect(replies.map(({ kind }) => kind).sort()).toEqual(['answer', 'unusable']);
    expect(replies.find(({ kind }) => kind === 'unusable')).toMatchObject({
      message: `${file}: changed while it was being fuzzed; run again`,
    });
  });

  it('comes to the same counts, statistics and counterexamples with one, two and three workers', {
    timeout: 60_000,
  }, async () => {
    const file = ruleFile(
      'half-wrong',
      'export default ({ gradient, stepSize }) => gradient.map((d: number, i: number) => (i > 1 ? 1 : -1) * stepSize * d);',
    );
    // Pools in one process share its memory.
    const roomy = { ...limits, memory: 4 * 2 ** 30 };
    const pools = [1, 2, 3].map((workers) => openPool(workers, roomy));
    try {
      for (const seed of [7, 8, 9]) {
        const [one, ...others] = await Promise.all(pools.map((pool) => campaignOn(pool, file, 60, seed)));
        const wanted = finished(one!.end);
        expect(ruleReport(wanted, { file, isolated: true, durationMs: 0 }, new Map()).verdict).toBe(
          'falsified',
        );
        for (const { end } of others) {
          expect([...finished(end).batches]).toEqual([...wanted.batches]);
          expect([...finished(end).findings].sort()).toEqual([...wanted.findings].sort());
        }
      }
    } finally {
      await Promise.all(pools.map((pool) => pool.close()));
    }
  });
});

const hash = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);
