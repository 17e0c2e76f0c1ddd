import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';
import { outOfScope } from '../../campaign/contractScope.ts';
import { planCampaign } from '../../campaign/plan.ts';
import smallStep from '../../checks/descent/smallStep.ts';
import quadratic from '../../losses/quadratic.ts';
import { parseCounterexample, parseReport, stringifyReport } from '../../report/json.ts';
import { completeRule } from '../../rules/declaration/completeRule.ts';
import type { Counterexample } from '../../types/report.ts';
import type { Scenario } from '../../types/scenario.ts';

const command = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

/** Gradient descent, but uphill where a condition holds. */
const uphillWhere = (name: string, condition: string): void =>
  writeFileSync(
    `${name}.js`,
    `export default {
      update: ({ theta, gradient, stepSize, hyperparameters }) => gradient.map((d) => (${condition} ? 1 : -1) * stepSize * d * hyperparameters.factor),
      hyperparameters: { factor: { default: 1, min: 0.5, max: 2 } },
    };`,
  );

/** A counterexample in the form of a file that names no more than every version has written. */
const written = (
  name: string,
  minimal: Omit<Counterexample['minimal'], 'derived'>,
  { check, cause }: Pick<Counterexample, 'check' | 'cause'> = { check: 'small-step', cause: 'uphill' },
): string => {
  const stored = { ...minimal, derived: {} };
  const counterexample: Counterexample = {
    schemaVersion: 1,
    rule: { name, file: `${name}.js` },
    check,
    cause,
    index: 7,
    sentence: 'it went uphill',
    minimal: stored,
    worst: stored,
    original: stored,
    irrelevant: [],
    seed: 1,
    replay: '',
    test: '',
    trajectory: [],
  };
  const path = join('reports', 'counterexamples', name, `${check}-${cause}.json`);
  mkdirSync(join('reports', 'counterexamples', name), { recursive: true });
  writeFileSync(path, stringifyReport(counterexample));
  return path;
};

/** A run with one worker: its exit code, and what it says of the stored cases. */
const fuzz = async (...args: readonly string[]) => {
  const { code } = await runCommand('fuzz', ...args, '--quiet', '--workers', '1');
  const report = parseReport(readFileSync(join('reports', 'report.json'), 'utf8'));
  const said = /(\d+) stored cases? tried first, (\d+) of them still fail/.exec(
    report.rules[0]?.summary ?? '',
  );
  return { code, tried: Number(said?.[1] ?? 0), failing: Number(said?.[2] ?? 0) };
};

describe('stored counterexamples', () => {
  const dimension = 100;
  // More coordinates, farther out, a larger step, more digits, and a setting out of its range: no generator makes it.
  const beyond = {
    loss: {
      family: 'quadratic',
      parameters: {
        spectrum: Array.from({ length: dimension }, (_, i) => 0.123456789012345 + i),
        rotation: null,
        centre: Array.from({ length: dimension }, () => 1e9),
      },
    },
    theta: Array.from({ length: dimension }, (_, i) => 1e12 / (i + 1)),
    stepSize: 12_345.678_9,
    steps: 1,
    seed: 2 ** 40,
    hyperparameters: { factor: 2 },
  };

  it('refute though the generators cannot make them any more, in a replay and before everything else in a run', async () => {
    uphillWhere('far', 'theta.length === 100 && theta[0] > 1e6');
    expect((await fuzz('far.js', '--runs', '20', '--seed', '1')).code).toBe(0);
    const path = written('far', beyond);
    expect(await runCommand('replay', path)).toMatchObject({
      code: 1,
      out: expect.stringContaining('✗ falsified'),
    });
    // Laws that gradient descent does not claim and that do not hold of it are stored as well.
    const { code, tried, failing } = await fuzz(
      'far.js',
      '--runs',
      '10',
      '--seed',
      '2',
      '--loss',
      'rosenbrock',
    );
    expect(failing).toBe(tried);
    expect(code).toBe(1);
    const { index, minimal } = parseCounterexample(readFileSync(path, 'utf8'));
    expect(index).toBe(-1);
    expect(minimal.theta).toHaveLength(dimension);
    expect((await runCommand('replay', path)).code).toBe(1);
  });

  it('say nothing once the contract leaves them out', async () => {
    const descent = (contract: string): void =>
      writeFileSync(
        'narrow.js',
        `export default {
          update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d),
          contract: { effective: 'every-step', maxStepSize: (loss) => 1.9 / (loss.smoothness ?? 1)${contract} },
        };`,
      );
    descent('');
    expect((await fuzz('narrow.js', '--runs', '60', '--seed', '1')).code).toBe(1);
    descent(
      ', losses: ({ convex, smooth, stochastic, timeVarying }) => convex && smooth && !stochastic && !timeVarying',
    );
    // Laws that it does not claim fail as before, which falsifies nothing.
    const { code, tried, failing } = await fuzz('narrow.js', '--runs', '60', '--seed', '1');
    expect(failing).toBeLessThan(tried);
    expect(code).toBe(0);
    const path = join('reports', 'counterexamples', 'narrow', 'every-step-loss-rises.json');
    expect(await runCommand('replay', path)).toMatchObject({
      code: 3,
      out: expect.stringMatching(
        /vacuous: nothing is promised of the case: the contract leaves out the loss/,
      ),
    });
  });

  it('say nothing outside the domain or the range of a hyperparameter', () => {
    const rule = completeRule({
      name: 'rule',
      update: ({ gradient }) => gradient,
      domain: 'positive',
      hyperparameters: { factor: { default: 1, min: 0.5, max: 2 } },
    });
    const plan = planCampaign(rule, { checks: [smallStep], families: [quadratic] }, { seed: 1, runs: 1 });
    const beyond = (theta: number, hyperparameters: Scenario['hyperparameters']) =>
      outOfScope(plan, smallStep, {
        loss: { family: 'quadratic', parameters: null },
        theta: [1, theta],
        stepSize: 1,
        steps: 1,
        seed: 0,
        hyperparameters,
      });
    expect(beyond(2, { factor: 2, gone: 9 })).toBeUndefined();
    expect(beyond(0, {})).toBe('θ leaves the domain of the rule');
    expect(beyond(2, { factor: 3 })).toBe('factor = 3 is outside its range');
  });

  it('refute under another seed, other losses, dimensions and numbers of steps than found them', async () => {
    uphillWhere('high', 'theta.length > 8');
    expect((await fuzz('high.js', '--runs', '40', '--seed', '3', '--dimension', '9..20')).code).toBe(1);
    const demands = [
      '--seed',
      '4',
      '--dimension',
      '2',
      '--loss',
      'rosenbrock',
      '--steps',
      '1',
      '--runs',
      '10',
    ];
    const { code, failing } = await fuzz('high.js', ...demands);
    expect(failing).toBeGreaterThan(0);
    expect(code).toBe(1);
  });

  // Of the ten factors that the law draws from, seed 4 gives 2³⁶; the rule obeys it with every other one.
  it('of a law refute by what it once drew for them, which only their seed tells', async () => {
    writeFileSync(
      'banded.js',
      `export default {
        update: ({ gradient, stepSize }) => gradient.map((d) => (Math.abs(d) > 2 ** 30 ? -2 : -1) * stepSize * d),
        traits: ['scale-linear'],
      };`,
    );
    const centre = beyond.loss.parameters.centre.map((_, i) => i - 1);
    const parameters = { ...beyond.loss.parameters, centre };
    const near = { ...beyond, loss: { family: 'quadratic', parameters }, theta: centre.map((c) => c + 1) };
    const law = { check: 'scale-linear', cause: 'not-linear-in-scale' };
    const path = written('banded', { ...near, seed: 4, hyperparameters: {} }, law);
    const { code, out } = await runCommand('replay', path);
    expect(code).toBe(1);
    expect(out.replace(/\s+/g, ' ')).toContain(
      `with every gradient times ${2 ** 36}, Δθ[0]/${2 ** 36} at step 0`,
    );
    expect(
      (await runCommand('replay', written('banded', { ...near, seed: 5, hyperparameters: {} }, law))).code,
    ).toBe(0);
  });

  // The first number that a rule draws with seed 699 is beyond 0.999: one seed in a thousand is.
  it('of a rule that draws random numbers refute by the numbers that it once drew', async () => {
    writeFileSync(
      'noisy.js',
      `export default {
        update({ gradient, stepSize, random }) {
          const sign = random() > 0.999 ? 1 : -1;
          return gradient.map((d) => sign * stepSize * d);
        },
        contract: { effective: 'every-step' },
      };`,
    );
    const checked = { check: 'every-step', cause: 'loss-rises' };
    const noisy = { ...beyond, stepSize: 1e-3, hyperparameters: {} };
    expect((await runCommand('replay', written('noisy', { ...noisy, seed: 699 }, checked))).code).toBe(1);
    expect((await runCommand('replay', written('noisy', { ...noisy, seed: 700 }, checked))).code).toBe(0);
  });

  it('hold once the rule is fixed, and are kept', async () => {
    uphillWhere('far', 'false');
    const path = join('reports', 'counterexamples', 'far', 'small-step-uphill.json');
    const before = readFileSync(path, 'utf8');
    const { code, tried, failing } = await fuzz('far.js', '--runs', '10', '--seed', '5');
    expect(failing).toBe(tried - 1);
    expect(code).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(before);
    // In a process of its own: this one has the file as it was.
    const replayed = spawnSync(process.execPath, [command, 'replay', path], { encoding: 'utf8' });
    expect(replayed).toMatchObject({ status: 0, stdout: expect.stringContaining('✓ holds now') });
  });

  it('that cannot be run are named in a line each, and passed over', async () => {
    writeFileSync('well.js', readFileSync('far.js'));
    const near = {
      ...beyond,
      loss: { family: 'quadratic', parameters: { spectrum: [1], rotation: null, centre: [0] } },
    };
    const endless = written('well', { ...near, theta: [1], steps: 1e9 });
    const half = written('well', { ...near, theta: [1] }, { check: 'small-step', cause: 'half' });
    writeFileSync(half, '{ "schemaVersion": 1,');
    written('well', { ...near, theta: [1, 2, 3] }, { check: 'small-step', cause: 'long' });
    const args = ['--runs', '10', '--seed', '5', '--loss', 'quadratic', '--quiet', '--workers', '1'];
    const { code, err } = await runCommand('fuzz', 'well.js', ...args);
    expect(err.split('\n')).toEqual([
      expect.stringMatching(
        `^natgrad-check: skipped ${half}: is no counterexample that can be run \\(.*JSON`,
      ),
      expect.stringMatching(`^natgrad-check: skipped ${endless}: .*steps: must be a whole number`),
      '',
    ]);
    expect(code).toBe(0);
  });

  it('that name a check, a loss or a file that is gone are passed over, and replay says so in a line', async () => {
    const wrong = written('far', { ...beyond, loss: { family: 'nowhere', parameters: null } });
    expect(await runCommand('replay', wrong)).toMatchObject({
      code: 2,
      err: 'natgrad-check: the case needs a loss that is not here: family = nowhere\n',
    });
    expect((await fuzz('far.js', '--runs', '10', '--seed', '5')).code).toBe(0);
    writeFileSync(
      wrong,
      readFileSync(written('far', beyond), 'utf8').replace('"small-step"', '"gone-check"'),
    );
    expect(await runCommand('replay', wrong)).toMatchObject({
      code: 2,
      err: expect.stringContaining('no check "gone-check" applies to the rule far'),
    });
    expect((await fuzz('far.js', '--runs', '10', '--seed', '5')).code).toBe(0);
    rmSync('far.js');
    expect(await runCommand('replay', wrong)).toMatchObject({
      code: 2,
      err: expect.stringContaining('far.js: there is no such file'),
    });
  });
});
