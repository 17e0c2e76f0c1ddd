import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';
import { writtenCounterexample } from '../../../properties/command/writtenCounterexample.ts';
import { replayStored } from '../../counterexample/replay.ts';
import { isolatedExecutor } from '../../host/isolated.ts';
import { limitsOf } from '../../host/limits.ts';
import { parseReport } from '../../report/json.ts';
import type { Counterexample, Report } from '../../types/report.ts';
import type { Scenario } from '../../types/scenario.ts';

const command = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'replay-'));
beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const descent = 'gradient.map((d) => -stepSize * d)';

/** A file whose rule runs a statement before it takes a step of gradient descent. */
const ruleFile = (name: string, statement: string, above = ''): string => {
  const file = `${name}.js`;
  writeFileSync(
    join(folder, file),
    `${above}export default ({ gradient, stepSize, step }) => { ${statement}; return ${descent}; };`,
  );
  return file;
};

/** Fuzzes with one worker. @returns the report, whose counterexamples are files */
const fuzzed = async (name: string, ...args: readonly string[]): Promise<Report> => {
  const usual = ['--seed', '3', '--workers', '1', '--quiet', '--report', `reports-${name}`];
  const { code } = await runCommand('fuzz', ...args, ...usual);
  expect(code).toBe(1);
  return parseReport(readFileSync(join(`reports-${name}`, 'report.json'), 'utf8'));
};

const isRequired = (report: Report, { check }: Counterexample): boolean =>
  report.rules[0]?.checks.find(({ id }) => id === check)?.required ?? false;

/** Replays every counterexample of a report, and expects from each what is stored of it, bit for bit. */
const expectSame = async (report: Report, checks: readonly string[]): Promise<void> => {
  const found = Object.entries(report.counterexamples);
  expect(found.map(([, { check }]) => check)).toEqual(expect.arrayContaining([...checks]));
  for (const [path, counterexample] of found) {
    const { observation } = await replayStored(counterexample, path, () =>
      isolatedExecutor(1, limitsOf(counterexample.rule.timeout ?? 5000)),
    );
    expect({ path, ...observation }).toMatchObject({
      status: 'refuted',
      cause: counterexample.cause,
      sentence: counterexample.sentence,
      margin: counterexample.minimal.derived.margin ?? Number.NEGATIVE_INFINITY,
    });
  }
};

/** What is printed without the line breaks that fold it to the terminal. */
const unfolded = (text: string): string => text.replace(/\n {2}(?! )/g, ' ');

/** The real command, in a process of its own. */
const replayedAlone = (report: string, path: string) =>
  spawnSync(process.execPath, [command, 'replay', join(report, path)], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });

describe('natgrad-check replay, of what a run has stored', () => {
  it('gives the same for checks of form, descent and laws, claimed or not', async () => {
    const traits = ['odd', 'scale-linear', 'history-determined', 'draws-only-at-start', 'serialisable'];
    writeFileSync(
      join(folder, 'everything.js'),
      `export default {
        update: ({ theta, gradient, stepSize, random, step }) =>
          gradient.map((d, i) => -stepSize * (d + 0.01 * theta[i] + 0.001 * i) * (1 + random()) - 1e-3 * step),
        init: () => () => 1,
        hyperparameters: { idle: { default: 1, min: 0, max: 2 } },
        traits: ${JSON.stringify(traits)},
      };`,
    );
    const report = await fuzzed('everything', 'everything.js', '--runs', '30');
    await expectSame(report, [...traits, 'small-step', 'zero-step-size', 'hyperparameters-matter']);
    const path = Object.keys(report.counterexamples)[0] ?? '';
    const { code, out } = await runCommand('replay', join('reports-everything', path));
    expect(unfolded(out)).toContain(`✗ falsified: ${report.counterexamples[path]?.sentence}\n`);
    expect(code).toBe(1);
  });

  it.each([
    ['well-formed', 'gradient = gradient.slice(1)'],
    ['finite', 'gradient = gradient.map(() => 1 / 0)'],
    ['inputs-untouched', 'gradient[0] += 1'],
  ])('gives the same for %s', async (check, statement) => {
    await expectSame(await fuzzed(check, ruleFile(check, statement), '--runs', '20'), [check]);
  });

  it.each([
    ['every-step', 'every-step', 'gradient-descent'],
    ['window', 'window:3', 'heavy-ball'],
    ['envelope', 'envelope:3', 'heavy-ball'],
    ['in-expectation', 'in-expectation', 'uphill.js'],
    ['share-of-cases', 'share:0.5', 'uphill.js'],
  ])('gives the same for %s, promised on the command line', async (check, promise, rule) => {
    ruleFile('uphill', 'stepSize *= -1');
    const report = await fuzzed(check, rule, '--contract', promise, '--runs', '60', '--loss', 'quadratic');
    await expectSame(report, [check]);
  });

  it('gives the same in single precision, for an angle too wide, and where a rule throws', async () => {
    writeFileSync(
      join(folder, 'single.js'),
      `const f = Math.fround;
      export default {
        precision: 'float32',
        contract: { minCosine: 0.9 },
        update({ gradient, stepSize, step }) {
          if (step === 3) throw new RangeError('no fourth step');
          return gradient.map((d) => f(f(-stepSize) * f(Math.sign(d) - 1e-4)));
        },
      };`,
    );
    await expectSame(await fuzzed('single', 'single.js', '--runs', '40'), ['well-formed', 'min-cosine']);
  });

  it('gives the same on a loss of the user and against a rule or a file, from any folder', async () => {
    writeFileSync(
      join(folder, 'loss.js'),
      'export default { name: "mine", dimension: 2, value: ([a, b]) => a * a + b * b, gradient: ([a, b]) => [2 * a, 2 * b], smoothness: 2, convex: true };',
    );
    writeFileSync(join(folder, 'reference.js'), `export default ({ gradient, stepSize }) => ${descent};`);
    const slip = ruleFile('slip', 'stepSize *= 1 + 1e-9');
    const agreement = ['agrees-with-reference'];
    await expectSame(
      await fuzzed('against', slip, '--against', 'gradient-descent', '--runs', '20'),
      agreement,
    );
    const report = await fuzzed(
      'files',
      slip,
      '--against',
      'reference.js',
      '--loss',
      'loss.js',
      '--runs',
      '20',
    );
    await expectSame(report, agreement);
    const [path = ''] = Object.keys(report.counterexamples).filter((name) => name.includes('agrees'));
    mkdirSync('elsewhere');
    process.chdir('elsewhere');
    const { code, out } = await runCommand('replay', join('..', 'reports-files', path));
    process.chdir(folder);
    expect(unfolded(out)).toContain(`✗ falsified: ${report.counterexamples[path]?.sentence}`);
    expect(code).toBe(1);
  });

  it('gives the same for a rule composed at random', async () => {
    const report = await fuzzed('composed', '--generate', '3', '--runs', '20');
    await expectSame(report, ['small-step']);
  });

  it.each([
    ['never-returns', 'if (step === 1) for (;;)'],
    ['exits', 'if (step === 1) process.exit(0)'],
    ['rejects-promise', 'if (step === 1) Promise.reject(new Error("late"))'],
    ['throws-later', 'if (step === 1) setTimeout(() => { throw new Error("later"); }, 0)'],
  ])('gives the same where the code had to be contained: %s', async (cause, statement) => {
    const report = await fuzzed(cause, ruleFile(cause, statement), '--runs', '10', '--timeout', '300ms');
    await expectSame(report, ['contained']);
    const [path = ''] = Object.keys(report.counterexamples).filter((name) => name.includes('contained'));
    const { status, stdout } = replayedAlone(`reports-${cause}`, path);
    expect(unfolded(stdout)).toContain(`✗ falsified: ${report.counterexamples[path]?.sentence}\n`);
    expect(stdout).not.toContain('✓ holds\n');
    expect(status).toBe(1);
  });

  it.each([
    [
      'once it has run',
      'kept by the module',
      'if (step === 0) runs++; if (runs > 60) stepSize *= -1',
      'let runs = 0;',
    ],
    [
      ', after ',
      'sized by the first',
      'kept ??= gradient.slice(); gradient = kept.map((_, i) => gradient[i])',
      'let kept;',
    ],
  ])(
    'stores the cases that a failure needs, %s, where something is %s',
    async (words, name, statement, above) => {
      const report = await fuzzed(
        name,
        ruleFile(name, statement, above),
        '--runs',
        '15',
        '--loss',
        'quadratic',
      );
      const required = Object.entries(report.counterexamples).filter(([, found]) =>
        isRequired(report, found),
      );
      expect(
        required.some(([, { before, sentence }]) => before !== undefined && sentence.includes(words)),
      ).toBe(true);
      for (const [path, { sentence }] of required) {
        const { status, stdout } = replayedAlone(`reports-${name}`, path);
        expect(unfolded(stdout)).toContain(`✗ falsified: ${sentence}\n`);
        expect(status).toBe(1);
      }
    },
  );

  it('marks a failure that does not come back, and says so again', async () => {
    writeFileSync(
      'once.js',
      `import { existsSync, writeFileSync } from 'node:fs';
      const first = !existsSync('marker');
      writeFileSync('marker', '');
      export default ({ gradient, stepSize }) => gradient.map((d) => (first ? 1 : -1) * stepSize * d);`,
    );
    const report = await fuzzed('once', 'once.js', '--runs', '10', '--loss', 'quadratic');
    const [path, found] = Object.entries(report.counterexamples).find(
      ([, { check }]) => check === 'small-step',
    )!;
    expect(found).toMatchObject({
      reproduces: false,
      sentence: expect.stringContaining('it did not come back'),
    });
    const { status, stdout } = replayedAlone('reports-once', path);
    expect(stdout).toContain('? holds now: the failure did not come back when it was found either\n');
    expect(status).toBe(3);
  });
});

describe('natgrad-check replay, of a file that somebody wrote', () => {
  const scenario: Scenario = {
    loss: { family: 'quadratic', parameters: { spectrum: [1], rotation: null, centre: [0] } },
    theta: [1],
    stepSize: 1,
    steps: 1,
    seed: 0,
    hyperparameters: {},
  };
  const write = (own: Partial<Counterexample>, minimal: Partial<Scenario>): string => {
    const rule = { name: 'descent', file: 'descent.js' };
    return writtenCounterexample(
      { ...scenario, ...minimal, derived: { check: 'terminates' } },
      { rule, ...own },
    );
  };
  beforeAll(() => {
    ruleFile('descent', '');
  });

  it('ends with 0 where the case holds, with every quantity of every step', async () => {
    const dimension = 10;
    const parameters = {
      spectrum: Array.from({ length: dimension }, () => 1),
      rotation: null,
      centre: Array.from({ length: dimension }, () => 0),
    };
    const theta = Array.from({ length: dimension }, () => 1);
    const file = write(
      {},
      { loss: { family: 'quadratic', parameters: { ...parameters } }, theta, stepSize: 0.5 },
    );
    const { code, out } = await runCommand('replay', file);
    expect(code).toBe(0);
    const broken = write({ rule: { name: 'two\nlines', file: 'descent.js' }, sentence: 'up\nhill' }, {});
    expect((await runCommand('replay', broken)).out).toContain(
      'two lines · small-step · uphill\nstored: up hill\n',
    );
    expect(out).toContain('descent · small-step · uphill\nstored: it went uphill\n');
    expect(out).toContain('  θ       [1, 1, 1, 1, 1, 1, 1, 1, … 2 more]\n');
    expect(out).toContain('  L       5 → 1.25\n  ψ       0°\n  κ*      1\n');
    expect(out).toMatch(/✓ holds now \(margin [\d.e-]+\): the rule has changed since/);
  });

  it('ends with 3 where nothing is decided, or where the failure never came back', async () => {
    const still = await runCommand('replay', write({}, { theta: [0] }));
    expect(still).toMatchObject({ code: 3, out: expect.stringMatching(/\? vacuous: [^\n]+\n$/) });
    expect(still.out).toContain('  ψ       undefined\n  κ*      no metric: yᵀg ≤ 0\n  λ(M)    –\n');
    const lost = await runCommand('replay', write({ reproduces: false }, {}));
    expect(lost).toMatchObject({
      code: 3,
      out: expect.stringContaining('? holds now: the failure did not come back when it was found either'),
    });
  });

  it('runs first the cases that are named with it', async () => {
    const before = [{ check: 'terminates', scenario }];
    const { code, out } = await runCommand('replay', write({ before }, {}));
    expect(out).toContain('first, in the same process: 1 case that it needs\n');
    expect(code).toBe(0);
    const gone = await runCommand('replay', write({ before: [{ check: 'gone', scenario }] }, {}));
    expect(gone).toMatchObject({
      code: 2,
      err: expect.stringContaining('no check "gone" applies to the rule'),
    });
  });

  it('tells of a contained case that it holds, or why it cannot be run', async () => {
    const contained = { check: 'contained', cause: 'never-returns' };
    expect(await runCommand('replay', write(contained, {}))).toMatchObject({
      code: 0,
      out: expect.stringContaining('✓ holds now'),
    });
    const elsewhere = (name: string, file: string) => write({ ...contained, rule: { name, file } }, {});
    expect(await runCommand('replay', elsewhere('none', 'none.js'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('none.js: there is no such file'),
    });
    writeFileSync('leaves.js', 'process.exit(0); export default () => [];');
    expect(await runCommand('replay', elsewhere('leaves', 'leaves.js'))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/leaves\.js: ended its process .* while it was loaded/),
    });
    const file = write(contained, {});
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"terminates"', '"gone"'));
    expect(await runCommand('replay', file)).toMatchObject({
      code: 2,
      err: expect.stringContaining('no check "gone" applies to the rule descent'),
    });
  });

  it.each([
    ['minimal.theta[0]: must be finite, got Infinity', { theta: [Number.POSITIVE_INFINITY] }],
    ['minimal.stepSize: must be finite and not negative, got -1', { stepSize: -1 }],
    ['minimal.stepSize: must be finite and not negative, got NaN', { stepSize: Number.NaN }],
    ['minimal.steps: must be a whole number from 0 to 100,000, got -1', { steps: -1 }],
    ['minimal.steps: must be a whole number from 0 to 100,000, got 1000000000', { steps: 1e9 }],
    ['minimal.steps: must be a whole number from 0 to 100,000, got 1.5', { steps: 1.5 }],
    ['minimal.seed: must be a whole number, got 0.5', { seed: 0.5 }],
    ['minimal.hyperparameters["a"]: must be finite, got NaN', { hyperparameters: { a: Number.NaN } }],
    ['the case cannot be run: theta: must have the dimension of its loss, 1, got 3', { theta: [1, 2, 3] }],
    ['the case cannot be run: theta: must have the dimension of its loss, 1, got 0', { theta: [] }],
  ])('refuses a case that cannot be run in a line: %s', async (says, minimal) => {
    for (const file of [
      write({}, minimal),
      write({ before: [{ check: 'small-step', scenario: { ...scenario, ...minimal } }] }, {}),
    ]) {
      const { code, err } = await runCommand('replay', file);
      expect(err).toMatch(/^natgrad-check: [^\n]+\n$/);
      expect(err.replace('before[0].scenario', 'minimal')).toContain(says);
      expect(code).toBe(2);
    }
  });

  it('takes a promise from the command line as it was given', async () => {
    for (const contract of [
      'every-step',
      'measured',
      'in-expectation',
      'window:2',
      'envelope:2',
      'share:0.5',
    ]) {
      const check =
        { 'every-step': 'every-step', measured: 'effective', 'in-expectation': 'in-expectation' }[contract] ??
        contract.split(':')[0]!;
      const rule = { name: 'gradient-descent', file: null, home: '.', contract };
      const found = await runCommand(
        'replay',
        write({ rule, check: check === 'share' ? 'share-of-cases' : check }, { stepSize: 0.5, steps: 6 }),
      );
      expect(found.err).toBe('');
      expect(found.code).toBe(0);
    }
  });
});
