import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';
import { answering, shellScript } from '../../../properties/command/shellSubject.ts';
import { buildProgram } from '../program.ts';
import { runProgram } from '../runProgram.ts';

const folder = mkdtempSync(join(tmpdir(), 'list-'));
afterAll(() => rmSync(folder, { recursive: true }));

const written = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

describe('natgrad-check list RULE', () => {
  it('says what a built-in rule declares', async () => {
    const { code, out } = await runCommand('list', 'adam:beta1=0.5');
    expect(code).toBe(0);
    expect(out).toMatch(/^name +adam\nkind +built-in\nsource +Kingma/);
    expect(out).toMatch(/\nhyperparameter beta1 +0\.5, fuzzed from 0 to 0\.99\n/);
    expect(out).toMatch(/\nhyperparameter epsilon .*, in units of the gradient\n/);
    expect(out).toMatch(/\ncontract +small-step\n[\s\S]*\nstep size +used\n/);
    expect(out).toMatch(/\nprecision +float64, computed in float64, θ rounded once a step\n/);
    expect(out).toMatch(/\nversions +none\nfiles +none\n$/);
  });

  it('names what only the code of a rule knows', async () => {
    const file = written(
      'mine.js',
      `export default {
        update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d), shapes: 'matrix', domain: 'positive',
        contract: { maxStepSize: () => 1, losses: () => true, objective: (loss) => loss, minCosine: 0.5 },
      };`,
    );
    const { out } = await runCommand('list', file);
    expect(out).toMatch(
      /\ncontract +small-step, up to a step size that depends on the loss, on losses that it admits, cos ψ ≥ 0\.5, of an objective of its own\n/,
    );
    expect(out).toMatch(/\ndomain +θ > 0\n/);
    expect(out).toMatch(/\nshapes +matrices on every loss\n/);
    expect(out).toMatch(/\nfiles +.*mine\.js \([\da-f]{12}\)\n/);
  });

  it('asks a program what it is', async () => {
    const contract = {
      effective: 'measured',
      maxRelativeStepSize: 0.2,
      losses: { convex: true, smooth: false },
    };
    const fields = {
      kind: 'mine',
      contract: { ...contract, l2: 0.5 },
      stepSize: 'internal',
      returns: 'theta',
      precision: 'float32',
      capabilities: ['copy', 'random', 'memory', 'eval'],
      versions: { sh: '1' },
      hyperparameters: {},
    };
    const file = shellScript(folder, 'program', answering(fields));
    const { code, out } = await runCommand('list', '--', file);
    expect(code).toBe(0);
    expect(out).toMatch(/^name +shell\nkind +process, run as mine\nhyperparameters +none\n/);
    expect(out).toMatch(
      /\ncontract +measured, up to η·β = 0\.2, on losses that are convex, not smooth, of L \+ ½·0\.5·‖θ‖²\n/,
    );
    expect(out).toMatch(/\nstep size +internal: it chooses its own\n/);
    expect(out).toMatch(/\nprecision +float32, computed in float32, θ rounded up to 4 times a step\n/);
    expect(out).toMatch(/\ncapabilities +copies its state, .*draws by a seed, asks for the loss elsewhere\n/);
    expect(out).toMatch(/\nversions +sh 1\n/);
    const json = JSON.parse((await runCommand('list', '--json', '--', file)).out);
    expect(json).toMatchObject([
      {
        subject: { kind: 'process', spec: `-- ${file}` },
        name: 'shell',
        adapter: 'mine',
        contract: { ...contract, l2: 0.5 },
        precision: 'float32',
        capabilities: ['copy', 'memory', 'seeded', 'eval'],
        versions: { sh: '1' },
        files: [{ file }],
      },
    ]);
  });

  it('names losses, and shows each rule of a folder', async () => {
    written(
      'a.js',
      "export default { update: () => [], contract: { losses: ['quadratic', 'rosenbrock'] } };",
    );
    const own = mkdtempSync(join(folder, 'own-'));
    writeFileSync(join(own, 'one.js'), 'export default () => [];');
    writeFileSync(join(own, 'two.js'), 'export default () => [];');
    expect((await runCommand('list', join(folder, 'a.js'))).out).toMatch(
      /\ncontract +small-step, on the losses quadratic, rosenbrock\n/,
    );
    const { out } = await runCommand('list', own);
    expect(out).toMatch(/^name +one\n[\s\S]*\n\nname +two\n/);
  });

  it('says what it cannot list', async () => {
    expect((await runCommand('list', 'none.py')).err).toMatch(
      /^natgrad-check: none\.py: there is no such file/,
    );
    expect((await runCommand('list', 'adma')).err).toMatch(
      /^natgrad-check: list: there is no list of "adma", and no/,
    );
  });
});

it('natgrad-check list losses --json prints names and texts', async () => {
  const { out } = await runCommand('list', 'losses', '--json');
  expect(JSON.parse(out)).toContainEqual({ name: 'rosenbrock', text: expect.stringMatching(/./) });
});

it('natgrad-check list RULE folds beside the names on a terminal, and below them where it is narrow', async () => {
  const shown = async (width: number): Promise<readonly string[]> => {
    let out = '';
    const say = (text: string): void => {
      out += text;
    };
    const terminal = { out: say, err: () => {}, width, watched: true };
    await runProgram(buildProgram(terminal), ['node', 'natgrad-check', 'list', 'suspicions'], terminal);
    return out.trimEnd().split('\n');
  };
  const wide = await shown(90);
  expect(Math.max(...wide.map((line) => line.length))).toBeLessThanOrEqual(90);
  expect(wide.filter((line) => line.startsWith('          ')).length).toBeGreaterThan(0);
  const narrow = await shown(40);
  expect(Math.max(...narrow.map((line) => line.length))).toBeLessThanOrEqual(40);
  expect(narrow[1]).toMatch(/^ {4}\S/);
});
