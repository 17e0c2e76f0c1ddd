import { type ChildProcess, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, runCommand } from '../../properties/command/runCommand.ts';
import { parseCounterexample, parseReport } from '../report/json.ts';

const command = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'command-'));

/** Children that run until they are killed. */
const endless: ChildProcess[] = [];
afterAll(() => {
  for (const child of endless) child.kill('SIGKILL');
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

/** Runs a command line in the folder of the rules. */
const run = (...args: readonly string[]): Promise<Ended> =>
  // One worker, for these runs are small and many.
  runCommand(...args, ...(args[0] === 'fuzz' ? ['--workers', '1'] : []));

const start = (...args: readonly string[]): ChildProcess => {
  const child = spawn(process.execPath, [command, ...args, '--workers', '1'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  endless.push(child);
  return child;
};

const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.on('close', (code) => resolve(code)));

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
};

beforeAll(() => {
  process.chdir(folder);
  write(
    'right.ts',
    'export default ({ gradient, stepSize }: { gradient: Float64Array; stepSize: number }) => gradient.map((d) => -stepSize * d);',
  );
  write('wrong.js', 'export default ({ gradient, stepSize }) => gradient.map((d) => stepSize * d);');
  write(
    'slow.js',
    `import { writeFileSync } from 'node:fs';
    let calls = 0;
    export default ({ gradient, stepSize }) => {
      if (calls++ === 0) writeFileSync(${JSON.stringify(join(folder, 'called'))}, '');
      for (let i = 0; i < 3e6; i++);
      return gradient.map((d) => -stepSize * d);
    };`,
  );
  write(
    'od"d\nname.ts',
    'export default ({ gradient, stepSize }) => gradient.map((d: number) => -stepSize * d);',
  );
  write(
    'loss.ts',
    'export default { name: "mine", dimension: 2, value: ([a, b]) => a * a + b * b, gradient: ([a, b]) => [2 * a, 2 * b], smoothness: 2, convex: true };',
  );
});

describe('natgrad-check fuzz', () => {
  it('verifies a right rule and writes every form of the report', async () => {
    const { code, out } = await run('fuzz', 'right.ts', '--runs', '100', '--seed', '5', '--report', 'right');
    expect(out).toContain('✓ right');
    expect(code).toBe(0);
    expect(out).toContain('seed: 5');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    const report = parseReport(readFileSync(join(folder, 'right', 'report.json'), 'utf8'));
    expect(report.rules[0]?.verdict).toBe('verified');
    expect(report.seed).toBe(5);
    expect(readdirSync(join(folder, 'right'))).toEqual(
      expect.arrayContaining(['report.md', 'junit.xml', 'index.html']),
    );
  });

  it('falsifies the wrong sign with a smallest case that replays', async () => {
    const { code, out } = await run('fuzz', 'wrong.js', '--runs', '100', '--seed', '5', '--report', 'wrong');
    expect(code).toBe(1);
    expect(out).toContain('✗ wrong');
    const file = 'wrong/counterexamples/wrong/small-step-uphill.json';
    const { minimal, trajectory } = parseCounterexample(readFileSync(join(folder, file), 'utf8'));
    expect(minimal.theta.length).toBeLessThanOrEqual(2);
    // What is shown bears out the sentence: the run with the η that it names, y = −∇L, yᵀΔθ as measured.
    const [first] = trajectory;
    const product = first?.y.reduce((sum, y, i) => sum + y * first.delta[i]!, 0);
    expect(product).toBe(minimal.derived.measured);
    expect(first?.y).toEqual(first?.gradient.map((d) => -d));
    expect(minimal.steps).toBe(1);
    for (const number of [...minimal.theta, minimal.stepSize])
      expect(String(number).length).toBeLessThanOrEqual(3);
    const replayed = await run('replay', file);
    expect(replayed.code).toBe(1);
    expect(replayed.out).toContain('✗ falsified');
    expect(replayed.out).toContain(
      `the updates of the run with η = ${minimal.derived.stepSize}, y = −∇L(θ)\n`,
    );
    expect(replayed.out).toContain(`  Δθ      [${first?.delta.join(', ')}]\n`);
    mkdirSync(join(folder, 'elsewhere'), { recursive: true });
    process.chdir(join(folder, 'elsewhere'));
    expect((await run('replay', join('..', file))).code).toBe(1);
    process.chdir(folder);
    expect((await run('fuzz', 'wrong.js', '--runs', '1', '--seed', '6', '--report', 'wrong')).code).toBe(1);
  });

  it('prints the report and nothing else with --json, whatever the rule prints', async () => {
    write(
      'prints.js',
      'export default ({ gradient, stepSize }) => { console.log("noise"); return gradient.map((d) => -stepSize * d); };',
    );
    const prints = ['fuzz', 'prints.js', '--runs', '20', '--json', '--report', 'json'];
    const { code, out } = await run(...prints);
    expect(code).toBe(0);
    expect(parseReport(out).rules[0]?.suspicions?.[0]).toMatchObject({
      id: 'writes-output',
      status: 'raised',
    });
    expect((await run(...prints, '--strict')).code).toBe(1);
  });

  it('takes every rule of a folder and names the files that hold none', async () => {
    mkdirSync(join(folder, 'rules'));
    write(
      'rules/a.ts',
      'export default ({ gradient, stepSize }) => gradient.map((d: number) => -stepSize * d);',
    );
    write('rules/b.ts', 'export const nothing = 1;');
    const { code, out, err } = await run('fuzz', 'rules', '--runs', '20', '--quiet', '--report', 'many');
    expect(code).toBe(0);
    expect(out).toContain('✓ a');
    expect(err).toContain('skipped rules/b.ts');
  });

  it('runs a file of any name, and a loss of the user', async () => {
    const { code, out } = await run(
      'fuzz',
      'od"d\nname.ts',
      '--loss',
      'loss.ts',
      '--runs',
      '50',
      '--quiet',
      '--report',
      'odd',
    );
    expect(out).toContain('✓ od"d name');
    expect(code).toBe(0);
  });

  it('passes over a stored case whose loss is not here any more', async () => {
    const odd = ['--runs', '20', '--report', 'losses', '--quiet'];
    expect((await run('fuzz', 'wrong.js', '--loss', 'loss.ts', ...odd)).code).toBe(1);
    expect((await run('fuzz', 'wrong.js', '--loss', 'quadratic', ...odd)).code).toBe(1);
    expect((await run('fuzz', 'wrong.js', ...odd)).code).toBe(1);
  });

  it('gives the verdict where the report cannot be written, and exits with 2', async () => {
    write('file', '');
    const { code, out, err } = await run('fuzz', 'right.ts', '--runs', '20', '--report', 'file/reports');
    expect(out).toContain('✓ right');
    expect(err).toMatch(/file\/reports: cannot be written .*the report was not stored/);
    expect(code).toBe(2);
  });

  it('leaves alone what it did not write', async () => {
    mkdirSync(join(folder, 'own', 'counterexamples', 'right'), { recursive: true });
    write('own/notes.txt', 'mine');
    write('own/counterexamples/right/foreign.json', '{ "not": "ours" }');
    expect((await run('fuzz', 'right.ts', '--runs', '20', '--report', 'own')).code).toBe(0);
    expect(readFileSync(join(folder, 'own/notes.txt'), 'utf8')).toBe('mine');
    expect(readFileSync(join(folder, 'own/counterexamples/right/foreign.json'), 'utf8')).toBe(
      '{ "not": "ours" }',
    );
  });

  it('ends on Ctrl-C with the report so far and exit code 130', async () => {
    const child = start('fuzz', 'slow.js', 'adam', '--runs', '1000000', '--report', 'interrupted');
    let err = '';
    child.stderr?.on('data', (text) => {
      err += String(text);
    });
    await until(() => existsSync(join(folder, 'called')));
    child.kill('SIGINT');
    expect(await ended(child)).toBe(130);
    expect(err).toBe('natgrad-check: interrupted before 1 of 2 rules\n');
    const report = parseReport(readFileSync(join(folder, 'interrupted', 'report.json'), 'utf8'));
    expect(report.environment.interrupted).toBe('interrupted');
    expect(existsSync(join(folder, 'interrupted', '.lock'))).toBe(false);
  });

  it('keeps a second run out of the same folder, and a killed one loses no counterexample', async () => {
    write(
      'slow-wrong.js',
      'export default ({ gradient, stepSize }) => { for (let i = 0; i < 3e6; i++); return gradient.map((d) => stepSize * d); };',
    );
    const child = start('fuzz', 'slow-wrong.js', '--runs', '1000000', '--report', 'killed');
    const file = join(folder, 'killed/counterexamples/slow-wrong/small-step-uphill.json');
    await until(() => existsSync(file));
    const second = await run('fuzz', 'right.ts', '--report', 'killed');
    expect(second.code).toBe(2);
    expect(second.err).toMatch(/another run \(process \d+\) is writing there/);
    child.kill('SIGKILL');
    await ended(child);
    expect(parseCounterexample(readFileSync(file, 'utf8')).check).toBe('small-step');
    expect((await run('replay', 'killed/counterexamples/slow-wrong/small-step-uphill.json')).code).toBe(1);
    expect((await run('fuzz', 'right.ts', '--runs', '10', '--report', 'killed', '--quiet')).code).toBe(0);
  });

  it.runIf(existsSync('/dev/full'))(
    'writes the report where its output cannot be written, and exits with 2 after one line',
    async () => {
      const full = openSync('/dev/full', 'w');
      const args = ['fuzz', 'right.ts', '--runs', '2', '--workers', '1', '--report', 'full'];
      const child = spawn(process.execPath, [command, ...args], {
        cwd: folder,
        stdio: ['ignore', full, 'pipe'],
      });
      let err = '';
      child.stderr?.on('data', (data) => {
        err += data;
      });
      const code = await new Promise((resolve) => child.on('close', resolve));
      closeSync(full);
      expect(err).toMatch(/^natgrad-check: standard output cannot be written \(ENOSPC[^\n]*\)\n$/);
      expect(code).toBe(2);
      expect(parseReport(readFileSync(join(folder, 'full', 'report.json'), 'utf8')).rules).toHaveLength(1);
    },
  );
});

describe('natgrad-check, the other commands', () => {
  it('experiment prints its numbers and adds itself to the report', async () => {
    const { code, out } = await run('experiment', 'e1', '--report', 'experiments');
    expect(code).toBe(0);
    expect(out).toMatch(/^E1 /);
    const { experiments } = parseReport(readFileSync(join(folder, 'experiments', 'report.json'), 'utf8'));
    expect(experiments.map(({ id }) => id)).toEqual(['E1']);
    write('experiments-file', '');
    expect((await run('experiment', 'E1', '--report', 'experiments-file/x')).code).toBe(2);
  });

  it('fuzz composes rules, compares with a reference, and stops when its time is used up', async () => {
    const composed = await run(
      'fuzz',
      '--generate',
      '2',
      '--runs',
      '20',
      '--seed',
      '3',
      '--report',
      'composed',
    );
    expect(composed.out).toContain('composed at random: Δθ = η · ');
    const against = await run(
      'fuzz',
      'right.ts',
      '--against',
      'gradient-descent',
      '--runs',
      '20',
      '--report',
      'against',
    );
    expect(against.code).toBe(0);
    expect(
      (
        await run(
          'fuzz',
          'right.ts',
          '--against',
          'wrong.js',
          '--runs',
          '20',
          '--report',
          'against',
          '--quiet',
        )
      ).code,
    ).toBe(1);
    expect((await run('fuzz', 'right.ts', '--against', 'nothing.ts')).code).toBe(2);
    expect((await run('fuzz', 'right.ts', '--against', 'adm')).err).toContain('did you mean "adam"');
    const short = await run(
      'fuzz',
      'slow.js',
      '--time',
      '1s',
      '--runs',
      '100000',
      '--report',
      'short',
      '--contract',
      'measured',
    );
    expect(short.out).toContain('its time was used up');
  });

  it('init writes a rule that is verified', async () => {
    expect((await run('init', 'new-rule.ts')).code).toBe(0);
    const { code, out } = await run('fuzz', 'new-rule.ts', '--runs', '200', '--seed', '3', '--report', 'new');
    expect(out).toContain('✓ my rule');
    expect(code).toBe(0);
  });

  it('report rebuilds the pages from report.json', async () => {
    await run('fuzz', 'right.ts', '--runs', '10', '--report', 'rebuilt');
    rmSync(join(folder, 'rebuilt', 'index.html'));
    expect(await run('report', '--report', 'rebuilt')).toMatchObject({
      code: 0,
      out: 'rebuilt/index.html\n',
    });
    expect(existsSync(join(folder, 'rebuilt', 'index.html'))).toBe(true);
  });
});
