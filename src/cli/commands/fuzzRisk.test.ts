import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';
import { parseReport } from '../../report/json.ts';
import { casesForRisk } from '../../verdict/verdict.ts';

const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'risk-'));
beforeAll(() => {
  process.chdir(folder);
  writeFileSync('right.js', 'export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);');
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const few = [
  'fuzz',
  'right.js',
  '--loss',
  'quadratic',
  '--dimension',
  '1..3',
  '--workers',
  '1',
  '--seed',
  '3',
];
const needed = casesForRisk(1 / 12);
const said = (report: string) => parseReport(readFileSync(join(report, 'report.json'), 'utf8'));
const decided = (report: string): readonly number[] =>
  said(report).rules[0]!.checks.flatMap((check) =>
    check.required && !check.settled && check.id !== 'contained' ? [check.decided] : [],
  );

it('fuzz --risk runs until each check has decided as many cases as it takes, in parts as in one run', async () => {
  const { code, err } = await runCommand(...few, '--risk', '1/12', '--report', 'whole');
  expect([code, err]).toEqual([0, '']);
  expect(new Set(decided('whole'))).toEqual(new Set([needed]));
  expect(said('whole').environment.cases![0]!.options.risk).toBe('1/12');
  for (const part of ['1', '2']) {
    const ended = await runCommand(
      ...few,
      '--risk',
      '1/12',
      '--shard',
      `${part}/2`,
      '--report',
      `parts/${part}`,
    );
    expect([ended.code, ended.err]).toEqual([0, '']);
  }
  const merged = await runCommand('merge', 'parts', '--report', 'merged');
  expect([merged.code, merged.err]).toEqual([0, '']);
  expect(new Set(decided('merged'))).toEqual(new Set([needed]));
});

it('fuzz --risk says what it has not reached, and ends with 3', async () => {
  const most = String(needed);
  const { code, err } = await runCommand(...few, '--risk', '1/12', '--runs', most, '--report', 'short');
  expect(code).toBe(3);
  expect(err).toMatch(
    /^natgrad-check: incomplete: the residual risk of right is 1\/\d+ and not 1\/12 \([a-z-]+\)\n$/,
  );
  expect(`natgrad-check: ${said('short').environment.incomplete}\n`).toBe(err);
});

it('fuzz --risk refuses what no run can reach, in one line', async () => {
  for (const risk of ['0', '2', '1/0', 'abc', '1e-10']) {
    const { code, err } = await runCommand(...few, '--risk', risk);
    expect(code).toBe(2);
    expect(err).toMatch(/--risk: must be a risk from 1\/33,380,\d+.*, got ".*"\n$/);
  }
  expect(await runCommand(...few, '--risk', '1/1000', '--runs', '1000')).toMatchObject({
    code: 2,
    err: 'natgrad-check: --runs 1000: --risk 1/1000 takes 2,995 cases of each check at least; leave out --runs\n',
  });
});
