import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';
import { writtenCounterexample } from '../../../properties/command/writtenCounterexample.ts';
import type { Counterexample } from '../../types/report.ts';
import type { Scenario } from '../../types/scenario.ts';

const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'replay-'));
beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const parametersIn = (dimension: number) => ({
  spectrum: Array.from({ length: dimension }, () => 1),
  rotation: null,
  centre: Array.from({ length: dimension }, () => 0),
});
const scenario: Scenario = {
  loss: { family: 'quadratic', parameters: parametersIn(1) },
  theta: [1],
  stepSize: 0.5,
  steps: 1,
  seed: 0,
  hyperparameters: {},
};

/** Replays a case that somebody wrote. */
const replayed = (own: Partial<Counterexample>, minimal: Partial<Scenario> = {}) => {
  const rule = { name: 'gradient-descent', file: null };
  return runCommand(
    'replay',
    writtenCounterexample({ ...scenario, ...minimal, derived: {} }, { rule, ...own }),
  );
};

/** A rule that runs a statement before a step of gradient descent. */
const ruleDoing = (name: string, statement: string): Counterexample['rule'] => {
  writeFileSync(
    `${name}.js`,
    `export default ({ gradient, stepSize }) => { ${statement}; return gradient.map((d) => -stepSize * d); };`,
  );
  return { name, file: `${name}.js` };
};

describe('natgrad-check replay', () => {
  it('shows Δθ of the rule and of its reference beside each other, and how they differ', async () => {
    const rule = { name: 'gradient-descent', file: null, against: 'sign-descent' };
    const { code, out } = await replayed(
      { rule, check: 'agrees-with-reference', cause: 'differs-from-reference' },
      { theta: [4] },
    );
    expect(out).toMatch(/ {2}Δθ {6}\[-2\]\n {2}Δθ ref {2}\[-0\.5\]\n {2}differ {2}\[-1\.5\]\n/);
    expect(code).toBe(1);
  });

  it('ends with 0 where the case holds, with the first entries of long vectors', async () => {
    const dimension = 10;
    const { code, out } = await replayed(
      {},
      {
        loss: { family: 'quadratic', parameters: parametersIn(dimension) },
        theta: Array.from({ length: dimension }, () => 1),
      },
    );
    expect(out).toContain('gradient-descent · small-step · uphill\nstored: it went uphill\n');
    expect(out).toContain('  θ       [1, 1, 1, 1, 1, 1, 1, 1, … 2 more]\n');
    expect(out).toContain('✓ holds now (margin ');
    expect(out).toMatch(/\n {2}y {7}−D̄L\(θ, θ \+ Δθ\), a discrete gradient: /);
    expect(code).toBe(0);
  });

  it('ends with 1 where the rule still fails, with the step size at which it was judged', async () => {
    const { code, out } = await replayed({ rule: ruleDoing('uphill', 'stepSize *= -1') });
    expect(out).toMatch(/the updates of the run with η = [\d.e-]+, y = −∇L\(θ\)\n/);
    expect(out).toContain('✗ falsified: ');
    expect(out).toMatch(/\n {2}y {7}−∇L\(θ\), the negated gradient: /);
    expect(Math.max(...out.split('\n').map((text) => text.length))).toBeLessThanOrEqual(80);
    expect(code).toBe(1);
  });

  it('ends with 3 where nothing is decided, or where the failure never came back', async () => {
    const still = await replayed({}, { theta: [0] });
    expect(still.out).toContain('  ψ       undefined\n');
    expect(still.out).toMatch(/\? vacuous: [^\n]+\n$/);
    expect(still.code).toBe(3);
    const lost = await replayed({ reproduces: false });
    expect(lost.out).toContain('? holds now: the failure did not come back when it was found either\n');
    expect(lost.code).toBe(3);
  });

  it('shows the hyperparameters, and says which cases run first', async () => {
    writeFileSync(
      'scaled.js',
      `export default {
        update: ({ gradient, stepSize, hyperparameters }) => gradient.map((d) => -stepSize * hyperparameters.scale * d),
        hyperparameters: { scale: { default: 1, min: 0.5, max: 2 } },
      };`,
    );
    const hyperparameters = { scale: 0.5 };
    const { code, out } = await replayed(
      {
        rule: { name: 'scaled', file: 'scaled.js' },
        before: [{ check: 'well-formed', scenario: { ...scenario, hyperparameters } }],
      },
      { hyperparameters },
    );
    expect(out).toContain('seed = 0, scale = 0.5\n');
    expect(out).toContain('first, in the same process: 1 case that it needs\n');
    expect(code).toBe(0);
  });

  it('gives no verdict of 0 where the code leaves a promise rejected, and says so once', async () => {
    const rejecting = ruleDoing('rejecting', 'Promise.reject(new Error("late"))');
    const { code, out, err } = await replayed({ rule: rejecting });
    expect(out).toContain('✓ holds now');
    expect(err.match(/left a promise rejected: /g)).toHaveLength(1);
    expect(err).toContain('late');
    expect(code).toBe(2);
  });

  it('still ends with 1 where a rule that fails leaves a promise rejected', async () => {
    const both = ruleDoing('both', 'stepSize *= -1; Promise.reject(new Error("late"))');
    expect((await replayed({ rule: both })).code).toBe(1);
  });

  it('says that the code damaged a built-in where its replay fails of that', async () => {
    const damaging = ruleDoing('damaging', 'Array.prototype.map = () => { throw new Error("gone"); }');
    const { code, err } = await replayed({ rule: damaging });
    expect(err).toMatch(/^natgrad-check: [^\n]+\n$/);
    expect(err).toContain('upon which its replay failed');
    expect(code).toBe(2);
    expect([1].map((x) => x + 1)).toEqual([2]);
  });

  it('runs a contained case in a worker, and ends with 0 where it returns now', async () => {
    const minimal = { ...scenario, derived: { check: 'well-formed' } };
    const { code, out } = await replayed({ check: 'contained', cause: 'never-returns', minimal });
    expect(out).toContain('✓ holds now (margin 1)');
    expect(code).toBe(0);
  });

  it('refuses what cannot be read, or holds no counterexample, in a line', async () => {
    const gone = await runCommand('replay', 'gone.json');
    expect(gone.err).toContain('gone.json: cannot be read (ENOENT)');
    expect(gone.code).toBe(2);
    writeFileSync('other.json', '{}');
    const other = await runCommand('replay', 'other.json');
    expect(other.err).toContain('other.json: is no counterexample of natgrad-check');
    expect(other.code).toBe(2);
  });
});
