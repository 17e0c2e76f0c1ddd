import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';
import { syntheticReport } from '../../../properties/report/syntheticReport.ts';
import { parseReport, stringifyReport } from '../../report/json.ts';
import type { Environment, Report } from '../../types/report.ts';

const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'merge-'));
beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const { codeCoverage: _, rules, ...others } = syntheticReport(2);
// Its laws have no checks.
const synthetic = { ...others, rules: rules.map((rule) => ({ ...rule, traits: [] })) };

/** Writes the report of a part of a run. */
const written = (name: string, part: number, own: Partial<Environment>, seed = synthetic.seed): void => {
  const cases = synthetic.rules.map(() => ({ runs: 15, parts: [part], of: 2, options: {} }));
  const report: Report = { ...synthetic, seed, environment: { ...synthetic.environment, cases, ...own } };
  mkdirSync(name);
  writeFileSync(join(name, 'report.json'), stringifyReport(report));
};

it('merge joins the parts of a run in every form of the report, and ends with its verdict', async () => {
  written('one', 1, {});
  written('two', 2, {});
  const { code, out, err } = await runCommand('merge', 'one', 'two', '--report', 'whole');
  expect(err).toBe('');
  expect(code).toBe(1);
  expect(out).toContain('✗ my-adam\n');
  const whole = parseReport(readFileSync(join('whole', 'report.json'), 'utf8'));
  expect(whole.environment.cases?.map((cases) => cases?.parts)).toEqual([
    [1, 2],
    [1, 2],
  ]);
  expect(readFileSync(join('whole', 'index.html'), 'utf8')).toContain('my-adam');
  const path = Object.keys(whole.counterexamples).find((name) => name.endsWith('uphill.json')) ?? '';
  expect(JSON.parse(readFileSync(join('whole', path), 'utf8'))).toMatchObject({ cause: 'uphill' });
});

it('merge says what is missing, and what ended early', async () => {
  const gap = await runCommand('merge', 'one', '--report', 'gap');
  expect(gap).toMatchObject({ code: 1, err: 'natgrad-check: incomplete: part 2 of 2 missing\n' });
  written('early', 2, { interrupted: 'interrupted' });
  const early = await runCommand('merge', 'one', 'early', '--report', 'ended');
  expect(early.err).toBe('natgrad-check: incomplete: part 2 of 2 ended early\n');
  const both = await runCommand('merge', 'early', '--report', 'both');
  expect(both.err).toBe('natgrad-check: incomplete: part 1 of 2 missing, part 2 of 2 ended early\n');
});

it('merge refuses parts of two runs, and gives the verdicts where it cannot write', async () => {
  written('other', 2, {}, 7);
  expect(await runCommand('merge', 'one', 'other', '--report', 'refused')).toEqual({
    code: 2,
    out: '',
    err: 'natgrad-check: merge: shards must share one seed, got seeds = 20240916, 7\n',
  });
  writeFileSync('file', '');
  const { code, out, err } = await runCommand('merge', 'one', '--report', join('file', 'x'));
  expect(out).toContain('✗ my-adam\n');
  expect(err).toMatch(/cannot be written/);
  expect(code).toBe(2);
});

it('fuzz --shard auto runs the part that the environment says, and ends with 0 where too few cases decide', async () => {
  writeFileSync('right.js', 'export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);');
  const few = [
    'fuzz',
    'right.js',
    '--runs',
    '4',
    '--loss',
    'quadratic',
    '--dimension',
    '2',
    '--workers',
    '1',
  ];
  const told = {
    SLURM_ARRAY_TASK_ID: '1',
    SLURM_ARRAY_TASK_MIN: '0',
    SLURM_ARRAY_TASK_MAX: '1',
    SLURM_ARRAY_TASK_COUNT: '2',
  };
  Object.assign(process.env, told);
  try {
    const unseeded = await runCommand(...few, '--shard', 'auto', '--report', 'unseeded');
    expect(unseeded).toEqual({
      code: 2,
      out: '',
      err: 'natgrad-check: --shard auto: give --seed, one and the same to every part\n',
    });
    const part = await runCommand(...few, '--shard', 'auto', '--seed', '1', '--report', 'parts/second');
    expect(part.err).toBe('natgrad-check: part 2 of 2 (Slurm array, SLURM_ARRAY_TASK_ID=1)\n');
    expect(part.code).toBe(0);
  } finally {
    for (const name of Object.keys(told)) delete process.env[name];
  }
  await runCommand(...few, '--shard', '1/2', '--seed', '1', '--report', 'parts/first');
  const whole = await runCommand('merge', 'parts', '--report', 'parts/all');
  expect(whole.err).toBe('');
  expect(whole.code).toBe(3);
  expect((await runCommand('merge', 'parts/*', '--report', 'parts/all')).out).toBe(whole.out);
});

it('fuzz --corpus tries first what another run has found, and keeps what it finds for the others', async () => {
  writeFileSync('wrong.js', 'export default ({ gradient, stepSize }) => gradient.map((d) => stepSize * d);');
  const few = [
    'fuzz',
    'wrong.js',
    '--runs',
    '3',
    '--loss',
    'quadratic',
    '--dimension',
    '2',
    '--workers',
    '1',
  ];
  const first = await runCommand(...few, '--seed', '1', '--corpus', 'corpus', '--report', 'first');
  expect(first.out).not.toContain('tried first');
  const second = await runCommand(...few, '--seed', '2', '--corpus', 'corpus', '--report', 'second');
  expect(second.out).toMatch(/\d+ stored cases\s+tried\s+first/);
  expect([first.code, second.code]).toEqual([1, 1]);
});
