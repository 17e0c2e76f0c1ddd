import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';

const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'plan-'));
beforeAll(() => {
  process.chdir(folder);
  writeFileSync('right.js', 'export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);');
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

it('plan prints the script of an engine, with every option that decides on the cases, after a probe', async () => {
  const { code, out, err } = await runCommand(
    ...['plan', 'right.js', '--cluster', 'slurm', '--shards', '3', '--runs', '6', '--seed', '7'],
    ...[
      '--dimension',
      '2',
      '--loss',
      'quadratic',
      '--contract',
      'window:20',
      '--time',
      '2s',
      '--timeout',
      '9s',
      '--strict',
    ],
  );
  expect(err).toBe('');
  expect(code).toBe(0);
  expect(out).toContain(
    'fuzz right.js --seed 7 --runs 6 --loss quadratic --dimension 2..2 --contract window:20 --time 2000ms --timeout 9000ms --strict --workers 1 --shard "$SLURM_ARRAY_TASK_ID/3"',
  );
  expect(out).toMatch(/A run of \d+ cases took [\d.]+ s and \d+ MB: each part is given \d+ MB, 1 processor/);
});

it('plan hands on no option that was left out', async () => {
  const { code, out, err } = await runCommand(
    'plan',
    'right.js',
    '--cluster',
    'github',
    '--shards',
    '2',
    '--seed',
    '7',
  );
  expect(err).toBe('');
  expect(code).toBe(0);
  expect(out).toMatch(/fuzz right\.js --seed 7 --runs 1000 --workers 1 --shard/);
});

it('plan hands on the risk, and no number of cases beside it that was not asked for', async () => {
  const few = ['--dimension', '1', '--loss', 'quadratic', '--seed', '7'];
  const { code, out, err } = await runCommand(
    ...['plan', 'right.js', '--cluster', 'parallel', '--shards', '2', '--risk', '1e-4', ...few],
  );
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/fuzz right\.js --seed 7 --risk 1\/10000 --loss quadratic/);
});

it('plan leaves the references of single rules to the configuration that the parts read, unless they are not to read it', async () => {
  const rules = [{ rule: 'right.js', against: 'gradient-descent' }];
  writeFileSync('natgrad.config.json', JSON.stringify({ against: 'adam', runs: 2, rules }));
  const few = ['--cluster', 'parallel', '--shards', '2', '--dimension', '1', '--loss', 'quadratic'];
  try {
    const { code, out } = await runCommand('plan', ...few, '--seed', '7');
    expect(code).toBe(0);
    expect(out).toContain('fuzz right.js --seed 7 --runs 2 --loss quadratic');
    expect(out).not.toContain('--against');
    const apart = await runCommand('plan', 'right.js', '--no-config', '--runs', '2', ...few, '--seed', '7');
    expect(apart.out).toContain('--loss quadratic --no-config');
  } finally {
    rmSync('natgrad.config.json');
  }
});

it('plan refuses an engine that it does not know before it probes anything', async () => {
  expect(await runCommand('plan', 'right.js', '--cluster', 'slrum')).toEqual({
    code: 2,
    out: '',
    err: 'natgrad-check: --cluster: there is no engine "slrum"; did you mean "slurm"? there are github, gitlab, kubernetes, parallel, slurm\n',
  });
});

it('plan says what is wrong with a subject, as fuzz does', async () => {
  writeFileSync('none.js', 'throw new Error("no");');
  const { code, out, err } = await runCommand('plan', 'none.js', '--cluster', 'parallel');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^natgrad-check: none\.js: /);
});
