import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';
import {
  contractAt,
  contractPlace,
  fileOfPlace,
  plainConfiguration,
} from '../../subject/configurationFile.ts';
import { buildProgram } from '../program.ts';
import { findConfiguration } from './findConfiguration.ts';
import { readValues } from './readValues.ts';

const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'configured-'));
beforeAll(() => process.chdir(folder));
beforeEach(() => process.chdir(folder));
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (file: string, text: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

const { program } = buildProgram({ out: () => {}, err: () => {}, width: 80 });
const fuzz = program.commands.find((command) => command.name() === 'fuzz')!;
const values = (given: unknown, file = 'natgrad.config.ts') => readValues({ file, values: given }, fuzz);

it('readValues(found, command) reads each option as the command line would, and rules with what they agree with', () => {
  expect(
    values({
      rules: ['./rules', { rule: 'torch.optim:Adam', against: 'adam', contract: {} }, { rule: './b.ts' }],
      runs: 20,
      seed: '7',
      time: '60s',
      loss: ['quadratic', 'l1'],
      dimension: '2..8',
      contract: { window: 20 },
      strict: true,
      reporter: 'github',
      report: 'out',
      python: 'python3.12',
      against: undefined,
    }),
  ).toEqual({
    file: 'natgrad.config.ts',
    rules: [
      { rule: './rules' },
      { rule: 'torch.optim:Adam', against: 'adam', contract: 'natgrad.config.ts#rules[1]' },
      { rule: './b.ts' },
    ],
    options: {
      runs: 20,
      seed: 7,
      time: 60_000,
      loss: 'quadratic,l1',
      dimension: { min: 2, max: 8 },
      contract: { window: 20 },
      strict: true,
      reporter: 'github',
      report: './out',
      python: 'python3.12',
    },
  });
});

it('readValues(found, command) names files from here that a folder above names from there', () => {
  const { rules, options } = values(
    {
      rules: ['./a.ts', 'opt.py:Mine', 'adam', '-- ./program --fast', '-- program', '/abs.ts'],
      report: 'out',
      python: './venv/bin/python',
      loss: 'quadratic',
      corpus: '/shared',
    },
    join('..', '..', 'natgrad.config.ts'),
  );
  expect(rules.map(({ rule }) => rule)).toEqual([
    '../../a.ts',
    '../../opt.py:Mine',
    'adam',
    '-- ../../program --fast',
    '-- program',
    '/abs.ts',
  ]);
  expect(options).toEqual({
    report: '../../out',
    python: '../../venv/bin/python',
    loss: 'quadratic',
    corpus: '/shared',
  });
});

it.each([
  [5, 'must hold an object of options'],
  [[], 'must hold an object of options'],
  [{ rusn: 3 }, 'there is no option "rusn"; did you mean "runs"? See "natgrad-check fuzz --help"'],
  [{ watch: true }, '"watch" is an option for the command line alone'],
  [{ runs: 'many' }, 'runs must be a whole number from 1 to 100,000,000, got "many"'],
  [
    { runs: 'a function' },
    'runs must be what the command line takes, as a string or a number, got a function',
  ],
  [{ loss: [3] }, 'loss must be what the command line takes'],
  [{ strict: 'yes' }, 'strict must be true or false, got "yes"'],
  [{ reporter: 'gitlab' }, 'reporter must be one of default, github, json, junit, got "gitlab"'],
  [{ contract: { windw: 3 } }, 'contract promises {"windw":3}; did you mean "window"?'],
  [{ contract: 'windw:3' }, 'contract must be'],
  [{ rules: './x' }, 'rules must be a list, got "./x"'],
  [{ rules: [3] }, 'rules[0] must be a rule as fuzz takes it, or { rule, against, contract }, got 3'],
  [{ rules: ['a function'] }, 'got a function'],
  [{ rules: [{ rle: 'x' }] }, 'did you mean "rule"? it has "rle"'],
  [{ rules: [{ against: 'x' }] }, 'it has no "rule"'],
  [{ rules: [{ rule: 'x', against: 3 }] }, 'rules[0].against must be a string, got 3'],
])('readValues(%j) is refused in one line that names the file', (given, line) => {
  expect(() => values(given)).toThrow(/^natgrad\.config\.ts: /);
  expect(() => values(given)).toThrow(line);
});

it('findConfiguration() finds a file or the field of package.json, from the working directory up to that of package.json', async () => {
  write('natgrad.config.json', '{ "runs": 1 }');
  write('project/package.json', '{ "natgrad-check": { "runs": 2 } }');
  write('project/deep/x.txt', '');
  expect(await findConfiguration()).toEqual({ file: 'natgrad.config.json', values: { runs: 1 } });
  process.chdir('project/deep');
  expect(await findConfiguration()).toEqual({ file: join('..', 'package.json'), values: { runs: 2 } });
  write('../package.json', '{}');
  expect(await findConfiguration()).toBeUndefined();
});

it.each([
  ['natgrad.config.json', '{ "runs": }', 'natgrad.config.json: cannot be read'],
  ['package.json', '{', 'package.json: cannot be read'],
  ['natgrad.config.mjs/x', '', 'natgrad.config.mjs: is no regular file'],
])('findConfiguration() refuses %s that holds %j', async (file, text, line) => {
  write(file, text);
  await expect(findConfiguration()).rejects.toThrow(line);
});

it('natgrad-check fuzz --print-config runs the code of a configuration elsewhere, and says where each value comes from', async () => {
  write(
    'natgrad.config.ts',
    `globalThis.seen = true;
const few: number = 40;
export default {
  rules: [{ rule: 'adam', against: 'nadam', contract: { maxStepSize: (loss) => 0.2 / loss.smoothness } }],
  runs: few, timeout: '2s', dimension: 3, contract: { window: 5 }, shard: '2/8',
};`,
  );
  const { code, out, err } = await runCommand('fuzz', '--print-config', '--seed', '9');
  expect([code, err]).toEqual([0, '']);
  expect('seen' in globalThis).toBe(false);
  const rows = out.split('\n').map((line) => line.split(/ {2,}/));
  const row = (name: string) => rows.find(([first]) => first === name)?.slice(1);
  expect(rows.slice(0, 3)).toEqual([
    ['rules', 'adam', 'natgrad.config.ts'],
    ['', 'against nadam'],
    ['', 'contract of natgrad.config.ts#rules[0]'],
  ]);
  expect(row('runs')).toEqual(['40', 'natgrad.config.ts']);
  expect(row('timeout')).toEqual(['2s', 'natgrad.config.ts']);
  expect(row('dimension')).toEqual(['3', 'natgrad.config.ts']);
  expect(row('contract')).toEqual(['window:5', 'natgrad.config.ts']);
  expect(row('shard')).toEqual(['2/8', 'natgrad.config.ts']);
  expect(row('seed')).toEqual(['9', 'command line']);
  expect(row('steps')).toEqual(['–', 'default']);
  expect(out).toMatch(/\nconfiguration: natgrad\.config\.ts\n$/);
  for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  const typed = await runCommand(
    'fuzz',
    'lion',
    '--print-config',
    '--against',
    'adam',
    '--dimension',
    '1..4',
  );
  expect(typed.out).toMatch(/^rules +lion +command line\n/);
  expect(typed.out).toMatch(/\nagainst +adam +command line\n/);
  expect(typed.out).toMatch(/\ndimension +1\.\.4 +command line\n/);
  const without = await runCommand('fuzz', '--print-config', '--no-config');
  expect(without.out).toMatch(/^rules +every built-in rule +default\n/);
  expect(without.out).toMatch(/\nconfiguration: not looked for\n$/);
});

it.each([
  [{ runs: 500 }, ['--risk', '1/1000'], 'runs'],
  [{ risk: '1/1000' }, ['--runs', '50'], 'risk'],
  [{ against: 'adam' }, ['--generate', '2'], 'against'],
  [{ generate: 2 }, ['lion'], 'generate'],
  [{ reporter: 'junit' }, ['lion', '--json'], 'reporter'],
  [{ quiet: true }, ['lion', '--reporter', 'junit'], 'quiet'],
])('where %j cannot stand beside what is typed, %j, it says nothing', async (said, typed, name) => {
  write('natgrad.config.json', JSON.stringify(said));
  const { code, out, err } = await runCommand('fuzz', ...typed, '--print-config');
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(new RegExp(`^${name} +.* +default$`, 'm'));
});

it.each([
  ['throw new Error("boo")', 'throws "boo" while it loads'],
  ['process.exit(3)', 'ended its process with exit code 3 while it loads'],
  ['export default () => ({})', 'must export an object of options by default'],
])('natgrad-check fuzz refuses a configuration that says %s in one line', async (text, line) => {
  write('natgrad.config.mjs', text);
  const { code, out, err } = await runCommand('fuzz', 'adam');
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(`natgrad-check: natgrad.config.mjs: ${line}`);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
});

it('plainConfiguration(file) is what a file says, without its functions', async () => {
  write(
    'a.mjs',
    'export default { runs: 5, n: 5n, rules: ["x", { rule: "y", contract: { maxStepSize: () => 1 } }] };',
  );
  expect(await plainConfiguration('a.mjs')).toEqual({
    runs: 5,
    n: '5',
    rules: ['x', { rule: 'y', contract: { maxStepSize: 'a function' } }],
  });
  const refused = async (text: string) => {
    write('b.mjs', text);
    await expect(plainConfiguration('b.mjs')).rejects.toThrow(/^b\.mjs: /);
    return plainConfiguration('b.mjs').catch((error: Error) => error.message);
  };
  expect(await refused('export default Promise.resolve({})')).toContain('must export an object');
  expect(await refused('export default []')).toContain('got []');
  expect(await refused('export const a = 1')).toContain('got undefined');
  expect(await refused('const a = {}; a.a = a; export default a')).toContain('it is nested too deep');
  expect(await refused('export default { get runs() { throw new Error("x"); } }')).toContain('throws "x"');
  expect(await refused('export default { rules: [{ contract: { effectve: 1 } }] }')).toContain(
    'rules[0] has a field "contract.effectve"; did you mean "contract.effective"?',
  );
  expect(await refused('export default { rules: [{ contract: "windw:3" }] }')).toContain(
    'rules[0] has contract = "windw:3"; it must be small-step',
  );
});

it('contractAt(place) is the contract of a rule of a configuration, with its functions', async () => {
  const place = contractPlace('natgrad.config.mjs', 1);
  expect(fileOfPlace(place)).toBe('natgrad.config.mjs');
  expect(fileOfPlace('x.mjs')).toBe('x.mjs');
  write(
    'natgrad.config.mjs',
    'export default { rules: ["x", { contract: { effective: { window: 3 }, maxStepSize: () => 7 } }, { contract: "every-step" }] };',
  );
  const { contract, loaded } = await contractAt(place);
  expect([contract.effective, contract.maxStepSize?.(null!), loaded.file]).toEqual([
    { window: 3 },
    7,
    'natgrad.config.mjs',
  ]);
  expect((await contractAt(contractPlace('natgrad.config.mjs', 2))).contract).toEqual({
    effective: 'every-step',
  });
  await expect(contractAt(contractPlace('natgrad.config.mjs', 0))).rejects.toThrow(
    'rules[0] has no contract',
  );
  write('package.json', '{ "natgrad-check": { "rules": [{ "contract": { "minCosine": 0.5 } }] } }');
  expect((await contractAt('package.json#rules[0]')).contract).toEqual({ minCosine: 0.5 });
  await expect(contractAt('none.json#rules[0]')).rejects.toThrow('none.json: cannot be read');
});

it('natgrad-check fuzz holds each rule to what a configuration says of it, last, and runs it once', async () => {
  write('rules/up.mjs', 'export default ({ gradient, stepSize }) => gradient.map((d) => stepSize * d);');
  write(
    'natgrad.config.mjs',
    `export default {
  rules: ['./rules', { rule: './rules/up.mjs', contract: 'every-step' }, { rule: 'rules/up.mjs', contract: { effective: 'measured', maxStepSize: () => 1 } }],
  runs: 1, seed: 1, loss: 'quadratic', dimension: 1, steps: 1, workers: 1,
};`,
  );
  const { err } = await runCommand('fuzz', '--quiet');
  expect(err).toBe('');
  const { rules } = JSON.parse(readFileSync('reports/report.json', 'utf8'));
  expect(rules.map(({ promise }: { promise: string }) => promise)).toEqual(['measured']);
  expect(rules[0].subject).toMatchObject({ spec: 'rules/up.mjs' });
});
