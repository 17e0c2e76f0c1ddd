import { describe, expect, it } from 'vitest';
import {
  campaign,
  doingAt,
  finished,
  hash,
  limits,
  ruleFiles,
} from '../../properties/campaign/isolatedCampaign.ts';
import { runCampaign } from '../campaign/campaign.ts';
import { ruleReport } from '../verdict/ruleReport.ts';
import { isolatedExecutor } from './isolated.ts';

const ruleFile = ruleFiles();

describe('a pool of workers that run a rule', () => {
  it.each([
    ['never-returns', 'for (;;);', 400],
    ['exits', 'process.exit(0);'],
    ['memory', 'for (;;) kept.push(new Float64Array(1e6).fill(1));'],
    ['rejects-promise', 'Promise.reject(new Error("late"));'],
    ['throws-later', 'setTimeout(() => { throw new Error("later"); }, 0);'],
  ])('finds %s and knows the case: %s', async (cause, statement, stepTimeout = 20_000) => {
    const file = ruleFile(`at-step-1-${Math.abs(hash(statement))}`, doingAt(1, statement));
    const { end, events } = await campaign(file, 2, 30, { stepTimeout });
    const report = ruleReport(finished(end), { file, isolated: true, durationMs: 0 }, new Map());
    expect(report.verdict).toBe('falsified');
    const [finding] = finished(end).findings.get('contained') ?? [];
    expect(finding?.cause).toBe(cause);
    expect(finding?.minimal.steps).toBeGreaterThanOrEqual(2);
    expect(events.some((event) => event.kind === 'found' && event.check.id === 'contained')).toBe(true);
  });

  it.each([
    ['for (;;);', 'did not return within 0.4 s'],
    ['process.exit(0);', 'ended its process with exit code 0'],
  ])('blames the loss, not the rule, where its value does %s', async (statement, message) => {
    const loss = ruleFile(
      `loss-${Math.abs(hash(statement))}`,
      `export default { name: 'far', dimension: 2, gradient: (theta: number[]) => [theta[0], theta[1]],
        value(theta: number[]) { if (Math.abs(theta[0]!) > 50) { ${statement} } return (theta[0]! ** 2 + theta[1]! ** 2) / 2; } };`,
    );
    const pool = isolatedExecutor(1, { ...limits, stepTimeout: 400 });
    const end = await runCampaign(
      pool,
      {
        load: {
          rule: { kind: 'built-in', spec: 'gradient-descent' },
          lossFile: loss,
          options: { seed: 1, runs: 200 },
        },
        shard: { index: 0, count: 1 },
        stored: () => [],
        stop: () => undefined,
      },
      () => {},
    );
    await pool.close();
    expect(end).toEqual({
      kind: 'unusable',
      fault: { kind: 'unfit', path: loss, says: `the loss ${message}` },
    });
  });

  it('blames the rule where memory piles up from case to case', async () => {
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
    const pool = isolatedExecutor(1, { ...limits, loadTimeout: 1500 });
    const file = ruleFile('endless-load', 'for (;;);\nexport default () => [];');
    const options = { seed: 1, runs: 1, dimension: { min: 1, max: 2 } };
    const reply = await pool.load({ rule: { kind: 'module', spec: file }, options });
    await pool.close();
    expect(reply.kind).toBe('lost');
  });

  it.each([
    ['process.abort();', 'crashes', /^crashed its process \(SIGABRT\)$/],
    ['for (const all = []; ; ) all.push({ all });', 'memory', /^(used up the memory|made its process use)/],
    [
      'import { writeSync } from "node:fs"; writeSync(3, "x".repeat(100)); for (;;);',
      'crashes',
      /^wrote into the pipe/,
    ],
    ['import { closeSync } from "node:fs"; closeSync(3); for (;;);', 'crashes', /^wrote into the pipe/],
    ['await new Promise(() => {});', 'never-returns', /^did not return within 1.5 s$/],
  ] as const)('says how a worker was lost while it loads a file: %s', async (text, reason, message) => {
    const pool = isolatedExecutor(1, { ...limits, loadTimeout: text.startsWith('await') ? 1500 : 20_000 });
    const file = ruleFile(`lost-${Math.abs(hash(text))}`, `${text}\nexport default () => [];`);
    const options = { seed: 1, runs: 1, dimension: { min: 1, max: 2 } };
    const reply = await pool.load({ rule: { kind: 'module', spec: file }, options });
    await pool.close();
    expect(reply).toMatchObject({ kind: 'lost', lost: { reason, message: expect.stringMatching(message) } });
  });

  it('ends at once what is under way where it is interrupted, and serves nothing from then on', async () => {
    const pool = isolatedExecutor(1, limits);
    const file = ruleFile('endless', doingAt(0, 'for (;;);'));
    const options = { seed: 1, runs: 5, dimension: { min: 1, max: 2 } };
    await pool.load({ rule: { kind: 'module', spec: file }, options });
    const slice = { from: 0, to: 5, step: 1 };
    const asked = [0, 1].map((check) => pool.ask('batch', { check, slice, skip: [] }));
    pool.interrupt();
    const replies = await Promise.all([...asked, pool.ask('generate', { check: 0, index: 0 })]);
    await pool.close();
    expect(replies.map((reply) => reply.kind === 'lost' && reply.lost.reason)).toEqual([
      'interrupted',
      'interrupted',
      'interrupted',
    ]);
  });

  it('serves more requests than it has workers, and fails where nothing was loaded', async () => {
    const pool = isolatedExecutor(1, limits);
    await expect(pool.ask('generate', { check: 0, index: 0 })).rejects.toThrow('a rule must be loaded');
    await pool.load({ rule: { kind: 'built-in', spec: 'adam' }, options: { seed: 1, runs: 10 } });
    const asked = [0, 1, 2].map((index) => pool.ask('generate', { check: 0, index }));
    const replies = await Promise.all(asked);
    expect(replies.map(({ kind }) => kind)).toEqual(['answer', 'answer', 'answer']);
    await pool.close();
  });

  it('notices that the file changed between two workers', async () => {
    const pool = isolatedExecutor(2, limits);
    const file = ruleFile('changing', doingAt(9, ''));
    const options = { seed: 1, runs: 10, dimension: { min: 1, max: 2 } };
    await pool.load({ rule: { kind: 'module', spec: file }, options });
    ruleFile('changing', `${doingAt(9, '')}\n// changed`);
    const replies = await Promise.all([0, 1].map((check) => pool.ask('generate', { check, index: 0 })));
    await pool.close();
    expect(replies.map(({ kind }) => kind).sort()).toEqual(['answer', 'unusable']);
    expect(replies.find(({ kind }) => kind === 'unusable')).toMatchObject({
      fault: { kind: 'changed', path: file, says: 'changed while it was being fuzzed; run again' },
    });
  });
});
