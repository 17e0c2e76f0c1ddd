import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, runCommand } from '../../properties/command/runCommand.ts';

const sample = fileURLToPath(new URL('../../reports/sample/report.json', import.meta.url));
const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'command-'));

afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

/** Runs a command line in the folder of the rules. */
const run = (...args: readonly string[]): Promise<Ended> =>
  // One worker, for these runs are small and many.
  runCommand(...args, ...(args[0] === 'fuzz' ? ['--workers', '1'] : []));

beforeAll(() => {
  process.chdir(folder);
  write(
    'right.ts',
    'export default ({ gradient, stepSize }: { gradient: Float64Array; stepSize: number }) => gradient.map((d) => -stepSize * d);',
  );
  write('wrong.js', 'export default ({ gradient, stepSize }) => gradient.map((d) => stepSize * d);');
  write('empty.ts', '');
  write('syntax.ts', 'export default ({ => ');
  write('no-default.ts', 'export const rule = () => [];');
  write('shape.ts', 'export default { name: 1 };');
  mkdirSync(join(folder, 'no-rules'));
  write('missing-import.ts', 'import "./not-there.ts"; export default () => [];');
  write('throws-text.ts', 'throw "no reason"; export default () => [];');
  write('throws-error.ts', 'throw new Error("a reason"); export default () => [];');
  write('getter.ts', 'export default { get update() { throw new Error("no fields"); } };');
  write('trait.ts', 'export default { update: () => [], traits: ["od"] };');
  write('contract-loss.ts', 'export default { update: () => [], contract: { losses: ["quadratc"] } };');
  write('no-loss.ts', 'export default { update: () => [], contract: { losses: () => false } };');
  write('future.json', '{ "schemaVersion": 2 }');
  mkdirSync(join(folder, 'half'));
  write('half/report.json', '{ "schemaVersion": 1,');
  mkdirSync(join(folder, 'unwritable'));
  write('unwritable/report.json', readFileSync(sample, 'utf8'));
  mkdirSync(join(folder, 'unwritable', '.lock'));
  write(
    'bad-loss.ts',
    'export default { name: "crooked", dimension: 2, value: ([a, b]) => a * a + b * b, gradient: ([a, b]) => [2 * a, 3 * b] };',
  );
});

describe('natgrad-check fuzz', () => {
  const refused: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [['fuzz', 'none.ts'], /none\.ts: there is no such file/],
    [['fuzz', 'empty.ts'], /empty\.ts: has no default export; add/],
    [['fuzz', 'syntax.ts'], /syntax\.ts: does not parse/],
    [['fuzz', 'no-default.ts'], /no-default\.ts: has no default export/],
    [['fuzz', 'shape.ts'], /shape\.ts: is no rule: its default export has no "update"/],
    [['fuzz', 'adm'], /adm: is neither a file nor a built-in rule; did you mean "adam"/],
    [['fuzz', 'adam:beta7=1'], /beta7/],
    [['fuzz', 'right.ts', '--loss', 'rosenbrok'], /did you mean "rosenbrock"/],
    [['fuzz', 'right.ts', '--loss', 'bad-loss.ts'], /bad-loss\.ts: .*crooked/],
    [['fuzz', 'right.ts', '--runs', '0'], /--runs: must be a whole number/],
    [['fuzz', 'right.ts', '--runs', '-1'], /--runs: must be a whole number/],
    [['fuzz', 'right.ts', '--runs', 'NaN'], /--runs: must be a whole number/],
    [['fuzz', 'right.ts', '--dimension', '0'], /--dimension: must be/],
    [['fuzz', 'right.ts', '--dimension', '1000000000'], /--dimension: must be/],
    [['fuzz', 'right.ts', '--json', '--quiet'], /exclude each other/],
    [['fuzz', 'right.ts', '--generate', '3'], /--generate/],
    [
      ['fuzz', 'right.ts', '--rnus', '3'],
      /^natgrad-check: unknown option '--rnus' \(Did you mean --runs\?\)\n$/,
    ],
    [['fuzz', '--generate', '2', '--against', 'adam'], /--generate and --against exclude each other/],
    [['replay', 'none.json'], /none\.json: cannot be read/],
    [['replay', 'right.ts'], /is no counterexample/],
    [['list', 'ruls'], /did you mean "rules"/],
    [['experiment', 'E9'], /there is no "E9"; there are E1, E2, E3, E4, E5, E6\n/],
    [['report', '--report', 'nowhere'], /nowhere\/report\.json: there is no such file/],
    [['merge', 'nowhere'], /there is no such file/],
    [['init', 'right.ts'], /exists already/],
    [['init', 'rule.txt'], /must end in \.ts, \.js or \.py/],
    [['init', 'wrong.js/rule.ts'], /rule\.ts: cannot be written/],
    [['fuz'], /^natgrad-check: unknown command 'fuz' \(Did you mean fuzz\?\)\n$/],
    [['fuzz', ''], /^natgrad-check: "": is neither a file nor a built-in rule/],
    [['fuzz', 'wrong.js/rule.ts'], /rule\.ts: cannot be read \(ENOTDIR/],
    [['fuzz', 'no-rules'], /no-rules: the folder holds no \.ts or \.js file/],
    [
      ['fuzz', 'missing-import.ts'],
      /Cannot find .*not-there.*; install it beside the file, or fix the import/,
    ],
    [['fuzz', 'throws-text.ts'], /throws-text\.ts: throws no reason while it loads/],
    [['fuzz', 'throws-error.ts'], /throws-error\.ts: throws "a reason" while it loads; remove/],
    [['fuzz', 'getter.ts'], /getter\.ts: its default export throws "no fields" where its fields are read/],
    [['fuzz', 'trait.ts'], /claims the trait "od"; did you mean "odd"/],
    [['fuzz', 'contract-loss.ts'], /its contract names the loss "quadratc"; did you mean "quadratic"/],
    [['fuzz', 'no-loss.ts'], /no loss is left for it: contract\.losses admits none/],
    [['fuzz', 'right.ts', '--loss', 'quadratic', '--dimension', '9999'], /there are quadratic 1\.\./],
    [['fuzz', 'right.ts', '--shard', '3/2'], /--shard: must be part\/parts/],
    [['fuzz', 'right.ts', '--seed', '-1'], /--seed: must be a whole number/],
    [['fuzz', 'right.ts', '--contract', 'always'], /--contract: must be small-step/],
    [['fuzz', 'right.ts', '--against', 'adam:beta1=x'], /beta1/],
    [['fuzz', 'adam:'], /adam/],
    [['merge'], /missing required argument 'dirs'/],
    [['verify', '--profile', 'all'], /Allowed choices are/],
    [['replay', '.'], /\.: cannot be read \(it is a folder, not a file\)/],
    [['replay', 'future.json'], /schemaVersion: must be 1, got 2/],
    [['report', '--report', 'half'], /half\/report\.json: .*JSON/],
    [['report', '--report', 'unwritable'], /unwritable: cannot be written/],
    [['experiment', 'E1', '--report', 'wrong.js/x'], /cannot be written/],
  ];
  it.each(refused)('refuses %j with exit code 2 and no stack trace', async (args, says) => {
    const { code, err } = await run(...args);
    expect(err).toMatch(says);
    expect(err).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
  });
});

describe('natgrad-check, the other commands', () => {
  it('fuzz refuses dimensions that no loss has', async () => {
    expect((await run('fuzz', 'right.ts', '--dimension', '5000')).err).toMatch(
      /no loss has a dimension in 5000\.\.5000/,
    );
  });

  it.each(['rules', 'losses', 'checks', 'claims'])('list %s prints a line each', async (what) => {
    const { code, out } = await run('list', what);
    expect(code).toBe(0);
    expect(out.trim().split('\n').length).toBeGreaterThan(4);
  });

  it.each(['fuzz', 'replay', 'verify', 'experiment', 'report', 'merge', 'list', 'init'])(
    '%s --help shows an example',
    async (name) => {
      const { code, out } = await run(name, '--help');
      expect(code).toBe(0);
      expect(out).toContain(`natgrad-check ${name}`);
      expect(out).toContain('Examples:');
    },
  );
});

it('natgrad-check --help fits 80 columns, and names every exit code', async () => {
  const { out } = await runCommand('--help');
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(out).toMatch(/0 verified.*1 falsified.*2 usage.*3\s+inconclusive.*130\s+interrupted/s);
});
