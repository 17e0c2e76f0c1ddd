import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, runCommand } from '../../../properties/command/runCommand.ts';
import { loadRules } from '../../catalog/rules.ts';
import { parseReport } from '../../report/json.ts';
import { buildProgram } from '../program.ts';
import { runProgram } from '../runProgram.ts';

const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
beforeAll(() => {
  process.chdir(folder);
  writeFileSync('right.js', 'export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);');
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const fuzz = (...args: readonly string[]): Promise<Ended> => runCommand('fuzz', ...args, '--workers', '1');
const reportIn = (name: string) => parseReport(readFileSync(join(name, 'report.json'), 'utf8'));

describe('natgrad-check fuzz', () => {
  it('takes every built-in rule where none is named, and shares the time among them', async () => {
    const names = (await loadRules()).map(({ name }) => name);
    const { code } = await fuzz('--time', '1ms', '--quiet', '--report', 'all');
    expect(reportIn('all').rules.map(({ name }) => name)).toEqual(names);
    // Nothing is decided in no time.
    expect(code).toBe(3);
  });

  it('ends on Ctrl-C with the rules so far, and asks nothing more of the others', async () => {
    let out = '';
    const terminal = {
      out: (text: string) => {
        // Once: the name comes again in the table at the end, and a second press ends the run at once.
        if (!out.includes('gradient-descent') && text.includes('gradient-descent')) process.emit('SIGINT');
        out += text;
      },
      err: () => {},
      width: 80,
    };
    const args = ['fuzz', 'gradient-descent', 'adam', '--runs', '5', '--workers', '1', '--report', 'stopped'];
    const code = await runProgram(buildProgram(terminal), ['node', 'natgrad-check', ...args], terminal);
    expect(code).toBe(130);
    expect(out).toContain('gradient-descent');
    expect(reportIn('stopped').rules.map(({ name }) => name)).toEqual(['gradient-descent']);
    expect(reportIn('stopped').environment.interrupted).toBe('interrupted');
    // Its verdict stood, and was not stopped any more: what it is called from then on is not known.
    expect(out.indexOf('✓ gradient-descent')).toBeLessThan(out.search(/not looked at: .*\(interrupted\)/s));
    expect(reportIn('stopped').rules[0]?.summary).not.toContain('interrupted');
    expect(reportIn('stopped').rules[0]?.identity).toBeUndefined();
  });

  it('gives the verdict where the folder lies where none can be made', async () => {
    const { code, out, err } = await fuzz('right.js', '--runs', '10', '--report', '/proc/none/reports');
    expect(out).toContain('✓ right');
    expect(err).toMatch(/^natgrad-check: \/proc\/none\/reports: cannot be written [^\n]+\n$/);
    expect(code).toBe(2);
  });

  it('keeps the earlier report where no rule could be loaded', async () => {
    expect((await fuzz('right.js', '--runs', '10', '--report', 'kept')).code).toBe(0);
    const before = readFileSync(join('kept', 'report.json'), 'utf8');
    writeFileSync('broken.js', 'export default (');
    expect((await fuzz('broken.js', '--report', 'kept')).code).toBe(2);
    expect(readFileSync(join('kept', 'report.json'), 'utf8')).toBe(before);
  });

  it('gives two rules of one name a folder each, and goes on after a rule that cannot be used', async () => {
    for (const name of ['one', 'two']) {
      mkdirSync(name);
      writeFileSync(
        join(name, 'same.js'),
        'export default ({ gradient, stepSize }) => gradient.map((d) => stepSize * d);',
      );
    }
    writeFileSync('leaves.js', 'process.exit(0);');
    writeFileSync(
      'picky.js',
      'export default { update: () => [], contract: { losses: () => { throw new Error("no taste"); } } };',
    );
    const files = ['leaves.js', 'picky.js', 'one/same.js', 'two/same.js'];
    const { code, out, err } = await fuzz(
      ...files,
      '--runs',
      '5',
      '--report',
      'twins',
      '--loss',
      'quadratic',
    );
    expect(err).toMatch(
      /^natgrad-check: leaves\.js: ended its process with exit code 0 while it was loaded; /,
    );
    expect(err).toContain('natgrad-check: picky: contract.losses throws "no taste"; fix it\n');
    expect(out.match(/✗ same/g)).toHaveLength(2);
    const folders = Object.keys(reportIn('twins').counterexamples).map((path) => path.split('/')[1]);
    expect(new Set(folders)).toEqual(new Set(['same', 'same-2']));
    expect(code).toBe(2);
  });

  it('skips in a folder what holds no rule, goes on after what is broken, and exits with 2 for it', async () => {
    const files = {
      'folder/helper.js': 'export const half = (x) => x / 2;',
      'folder/loss.js': 'export default { name: "mine", dimension: 1, value: () => 0, gradient: () => [0] };',
      'folder/right.js': readFileSync('right.js', 'utf8'),
    };
    const broken = {
      'syntax.js': 'export default ({ gradient => 3',
      'throws.js': 'throw new Error("a reason");',
      'leaves.js': 'process.exit(0);',
      'trait.js': 'export default { update: () => [], traits: ["od"] };',
      'updat.js': 'export default { updat: () => [] };',
      'updateless.js': 'export default { contract: {}, traits: [] };',
      'contract.js': 'export default { update: () => [], contract: { effective: "always" } };',
      'range.js':
        'export default { update: () => [], hyperparameters: { a: { default: 3, min: 0, max: 1 } } };',
    };
    mkdirSync('folder');
    for (const [name, text] of Object.entries(files)) writeFileSync(name, text);
    const quick = ['--runs', '10', '--seed', '1', '--loss', 'quadratic', '--quiet', '--report', 'of-folder'];
    const sound = await fuzz('folder', ...quick);
    expect(sound.code).toBe(0);
    expect(sound.err.match(/^natgrad-check: skipped \S+/gm)).toEqual(
      ['helper', 'loss'].map((name) => `natgrad-check: skipped folder/${name}.js:`),
    );
    for (const [name, text] of Object.entries(broken)) writeFileSync(join('folder', name), text);
    const { code, out, err } = await fuzz('folder', ...quick);
    expect(code).toBe(2);
    expect(out).toContain('✓ right');
    // A trait is looked up among the checks, where the rule goes by its name.
    for (const name of Object.keys(broken))
      expect(err).toMatch(new RegExp(`^natgrad-check: (folder.)?${name.replace('.js', '(.js)?')}: `, 'm'));
    expect(err.match(/skipped/g)).toHaveLength(2);
  });

  it('exits with 2 where a folder holds no rule at all', async () => {
    mkdirSync('helpers');
    writeFileSync(join('helpers', 'half.js'), 'export const half = (x) => x / 2;');
    const { code, out, err } = await fuzz('helpers', '--report', 'of-helpers');
    expect(out).toBe('');
    expect(err).toMatch(
      /^natgrad-check: skipped helpers.half\.js: .*\nnatgrad-check: helpers: no file .*\n$/,
    );
    expect(code).toBe(2);
  });

  it('reports the code coverage that a test run left beside the report, where it is whole', async () => {
    mkdirSync(join('covered', 'coverage'), { recursive: true });
    const summary = join('covered', 'coverage', 'coverage-summary.json');
    const pct = (share: unknown) => ({ pct: share });
    const total = { lines: pct(98), branches: pct(95), functions: pct(97), statements: pct(96) };
    const covered = async (text: string) => {
      writeFileSync(summary, text);
      await runCommand('experiment', 'E1', '--report', 'covered');
      return reportIn('covered').codeCoverage;
    };
    expect(await covered(JSON.stringify({ total }))).toEqual({
      lines: 98,
      branches: 95,
      functions: 97,
      statements: 96,
    });
    for (const text of [
      '{',
      'null',
      '{ "total": 3 }',
      JSON.stringify({ total: { ...total, lines: pct('?') } }),
    ]) {
      expect(await covered(text)).toBeNull();
    }
  });

  it('keeps what other commands have reported', async () => {
    await runCommand('experiment', 'E5', '--report', 'kept');
    await runCommand('experiment', 'E1', '--report', 'kept', '--seed', '2');
    await fuzz('right.js', '--runs', '5', '--report', 'kept', '--seed', '3');
    const { rules, experiments, seed } = reportIn('kept');
    expect(rules.map(({ name }) => name)).toEqual(['right']);
    expect(experiments.map(({ id }) => id)).toEqual(['E1', 'E5']);
    expect(seed).toBe(3);
  });

  it('tries a case that had to be contained again in the next run', async () => {
    writeFileSync(
      'prints.js',
      'export default ({ gradient, stepSize }) => { Promise.reject(new Error("noise")); return gradient.map((d) => -stepSize * d); };',
    );
    await fuzz('prints.js', '--runs', '5', '--report', 'prints', '--loss', 'quadratic');
    // A lock whose owner is unknown is no one's.
    writeFileSync(join('prints', '.lock'), 'somebody');
    const { code } = await fuzz('prints.js', '--time', '1ms', '--report', 'prints');
    expect(reportIn('prints').rules[0]?.summary).toMatch(/^Falsified: .*noise.*; .*stored/);
    expect(code).toBe(1);
  });

  it('says of a composed rule what it is made of, on as many processes as there are cores', async () => {
    await runCommand('fuzz', '--generate', '1', '--time', '1ms', '--seed', '4', '--report', 'none');
    expect(reportIn('none').rules[0]?.summary).toMatch(/^composed at random: Δθ = .*: undecided\. /);
  });
});
