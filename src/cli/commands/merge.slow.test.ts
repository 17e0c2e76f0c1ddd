import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';
import { parseCounterexample, parseReport, stringifyReport } from '../../report/json.ts';
import type { Counterexample, Report, RuleCases } from '../../types/report.ts';

const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'merge-'));
beforeAll(() => {
  process.chdir(folder);
  writeFileSync(
    'wrong.js',
    `export default {
      update: ({ theta, gradient, stepSize }) => gradient.map((d, i) => stepSize * (i > 1 ? d : -d) + 1e-6 * theta[i]),
    };`,
  );
  writeFileSync('right.js', 'export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);');
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

/** Every file below a folder, by path. */
const filesIn = (root: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort()
      .map((path) => [path.slice(root.length), readFileSync(path, 'utf8')]),
  );

const reportIn = (root: string): Report => parseReport(readFileSync(join(root, 'report.json'), 'utf8'));

/** What is said of a case, without the program that reproduces it: merge knows no rule, and writes one that needs none. */
const withoutProgram = ({ test, ...found }: Counterexample): unknown => ({
  ...found,
  ...(test !== undefined && { test: 'a program' }),
});

/** The files of counterexamples, the programs by their names alone. */
const casesIn = (root: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(filesIn(root)).map(([path, text]) => [
      path,
      path.endsWith('.json') ? withoutProgram(parseCounterexample(text)) : 'a program',
    ]),
  );

const timeless = (report: Report): unknown => ({
  ...report,
  counterexamples: Object.fromEntries(
    Object.entries(report.counterexamples).map(([path, found]) => [path, withoutProgram(found)]),
  ),
  durationMs: 0,
  environment: 0,
  rules: report.rules.map((rule) => ({ ...rule, durationMs: 0 })),
});

const fuzz = [
  'fuzz',
  'wrong.js',
  'right.js',
  '--runs',
  '30',
  '--seed',
  '9',
  '--quiet',
  '--dimension',
  '1..6',
];

describe('natgrad-check merge', () => {
  it('makes of shards, from other folders, what one run writes: all that is said of every counterexample', async () => {
    // The whole run is set apart, so that both write to a folder of the same name.
    mkdirSync('whole');
    for (const name of ['wrong.js', 'right.js']) writeFileSync(join('whole', name), readFileSync(name));
    process.chdir('whole');
    const whole = await runCommand(...fuzz, '--workers', '3', '--report', 'reports');
    process.chdir(folder);
    for (const part of [1, 2, 3]) {
      const where = ['--workers', String(part), '--report', join('parts', `of-${part}`)];
      expect((await runCommand(...fuzz, '--shard', `${part}/3`, ...where)).code).toBe(1);
    }
    const parts = [1, 2, 3].map((part) => join('parts', `of-${part}`));
    const { code, out } = await runCommand('merge', ...parts, '--report', 'reports');
    expect(code).toBe(whole.code);
    expect(timeless(reportIn('reports'))).toEqual(timeless(reportIn(join('whole', 'reports'))));
    const [merged, wanted] = [
      join('reports', 'counterexamples'),
      join('whole', 'reports', 'counterexamples'),
    ];
    expect(casesIn(merged)).toEqual(casesIn(wanted));
    rmSync('parts', { recursive: true });
    const [, path = ''] = /natgrad-check replay (\S+)/.exec(out) ?? [];
    expect((await runCommand('replay', path)).code).toBe(1);
  });

  it('refuses folders of different seeds, and one that holds no report, in a line', async () => {
    for (const seed of ['1', '2']) {
      const args = ['right.js', '--runs', '10', '--seed', seed, '--workers', '1', '--report', `seed-${seed}`];
      await runCommand('fuzz', ...args);
    }
    expect(await runCommand('merge', 'seed-1', 'seed-2', '--report', 'mixed')).toEqual({
      code: 2,
      out: '',
      err: 'natgrad-check: merge: shards must share one seed, got seeds = 1, 2\n',
    });
    writeFileSync(join('seed-2', 'report.json'), '{ "half');
    expect(await runCommand('merge', 'seed-1', 'seed-2', '--report', 'mixed')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^natgrad-check: seed-2\/report\.json: .*JSON.*\n$/),
    });
  });

  it('takes each part of one run once, and exits with 3 where one is missing', async () => {
    const args = [
      'right.js',
      '--runs',
      '15',
      '--seed',
      '1',
      '--loss',
      'quadratic',
      '--workers',
      '1',
      '--quiet',
    ];
    await runCommand('fuzz', ...args, '--shard', '1/3', '--report', 'shard-1-of-3');
    const first = reportIn('shard-1-of-3');
    const [part] = first.environment.cases ?? [];
    expect(part).toEqual({ runs: 15, parts: [1], of: 3, options: { loss: 'quadratic' } });
    // What the cases were makes no difference to whether they are parts of one run.
    const shard = (name: string, own: Partial<RuleCases>) => {
      const environment = { ...first.environment, cases: [{ ...part!, ...own }] };
      mkdirSync(name);
      writeFileSync(join(name, 'report.json'), stringifyReport({ ...first, environment }));
    };
    shard('shard-2-of-3', { parts: [2] });
    shard('shard-3-of-3', { parts: [3] });
    shard('shard-1-of-2', { of: 2 });
    shard('shard-1-of-1', { of: 1 });
    shard('more-runs', { parts: [2], runs: 16 });
    shard('other-steps', { parts: [2], options: { loss: 'quadratic', steps: '2' } });
    const refused = async (...dirs: readonly string[]) => {
      const { code, out, err } = await runCommand('merge', ...dirs, '--report', 'refused');
      expect({ code, out }).toEqual({ code: 2, out: '' });
      return err;
    };
    expect(await refused('shard-1-of-3', 'shard-1-of-3')).toBe(
      'natgrad-check: merge: each part must be there once, got part 1 of 3 of right twice\n',
    );
    expect(await refused('shard-1-of-3', 'shard-1-of-1')).toBe(
      'natgrad-check: merge: the parts of right must share one number of parts, got "3", "unsharded"\n',
    );
    expect(await refused('shard-1-of-3', 'shard-1-of-2')).toContain('got "3", "2"\n');
    expect(await refused('shard-1-of-1', 'shard-1-of-1')).toContain('got the unsharded run of right twice\n');
    expect(await refused('shard-1-of-3', 'more-runs')).toContain('must share one --runs, got "15", "16"\n');
    expect(await refused('shard-1-of-3', 'other-steps')).toContain('share one --steps, got "none", "2"\n');
    const gap = await runCommand('merge', 'shard-1-of-3', 'shard-3-of-3', '--report', 'gap');
    const incomplete = 'incomplete: part 2 of 3 missing';
    expect(gap).toMatchObject({ code: 3, err: `natgrad-check: ${incomplete}\n` });
    expect(reportIn('gap').environment.incomplete).toBe(incomplete);
    for (const page of ['report.md', 'index.html', 'junit.xml'])
      expect(readFileSync(join('gap', page), 'utf8')).toContain(incomplete);
    const whole = await runCommand('merge', 'gap', 'shard-2-of-3', '--report', 'filled');
    expect(whole).toMatchObject({ code: 0, err: '' });
    expect(await refused('filled', 'shard-2-of-3')).toContain('part 2 of 3 of right twice');
    // What an older version wrote does not state its cases.
    const { cases: _, ...environment } = first.environment;
    mkdirSync('old');
    writeFileSync(join('old', 'report.json'), stringifyReport({ ...first, environment }));
    expect((await runCommand('merge', 'old', 'shard-2-of-3', '--report', 'aged')).code).toBe(0);
    const interrupted = { ...first, environment: { ...first.environment, interrupted: 'interrupted' } };
    writeFileSync(join('old', 'report.json'), stringifyReport(interrupted));
    const early = await runCommand('merge', 'old', 'shard-2-of-3', 'shard-3-of-3', '--report', 'early');
    expect(early).toMatchObject({ code: 3, err: 'natgrad-check: incomplete: part 1 of 3 ended early\n' });
    const unnamed = { ...first, environment: { ...environment, interrupted: 'interrupted' } };
    writeFileSync(join('old', 'report.json'), stringifyReport(unnamed));
    const aged = await runCommand('merge', 'old', 'shard-2-of-3', '--report', 'aged');
    expect(aged.code).toBe(3);
    expect(aged.err).toContain('the run in old ended early\n');
  });

  it('gives the verdicts where it cannot write, and exits with 2', async () => {
    writeFileSync('no-folder', '');
    const { code, out, err } = await runCommand('merge', 'seed-1', '--report', join('no-folder', 'x'));
    expect(out).toContain('✓ right');
    expect(err).toMatch(/cannot be written/);
    expect(code).toBe(2);
  });

  it('takes shards of a built-in rule, and reports without a rule', async () => {
    for (const part of ['1', '2']) {
      const where = ['--shard', `${part}/2`, '--workers', '1', '--quiet', '--report', `built-in-${part}`];
      const args = ['--contract', 'every-step', '--loss', 'quadratic', '--runs', '20', '--seed', '1'];
      await runCommand('fuzz', 'gradient-descent', ...args, ...where);
    }
    expect((await runCommand('merge', 'built-in-1', 'built-in-2', '--report', 'built-in')).code).toBe(1);
    await runCommand('experiment', 'E1', '--report', 'experiments');
    const { code, out } = await runCommand('merge', 'experiments', '--report', 'no-rules');
    expect(out).toBe(`report: ${join('no-rules', 'index.html')}   seed: 1\n`);
    expect(code).toBe(0);
  });
});
