import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import smallStep from '../checks/descent/smallStep.ts';
import inputsUntouched from '../checks/form/inputsUntouched.ts';
import wellFormed from '../checks/form/wellFormed.ts';
import quadratic from '../losses/quadratic.ts';
import { unshrunkFinding } from './counterexample.ts';
import { loadRule } from './loadRule.ts';
import { standaloneTest } from './standaloneTest.ts';

const folder = mkdtempSync(join(tmpdir(), 'standalone-'));
symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const descent = 'export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);';

/** A wrong rule, the check and the cause that refute it, and where it starts. */
const wrong = [
  ['uphill', smallStep, descent.replace('-stepSize', 'stepSize'), 1],
  [
    'uphill',
    smallStep,
    'export default ({ gradient, stepSize, step, time }) => gradient.map((d) => step > 0 && time === 0 ? stepSize * d : -stepSize * d);',
    1,
  ],
  [
    'never-moves',
    smallStep,
    'export default ({ gradient, stepSize }) => gradient.map((d) => Math.abs(d) < 1e-3 ? 0 : -stepSize * d);',
    5e-4,
  ],
  [
    'not-an-array',
    wellFormed,
    'export default { *update({ gradient, stepSize }) { for (const d of gradient) yield -stepSize * d; } };',
    1,
  ],
  [
    'async',
    wellFormed,
    `export default { init: async () => 0, update: ${descent.slice('export default '.length, -1)} };`,
    1,
  ],
  [
    'mutates-theta',
    inputsUntouched,
    `export default { init: (theta) => { theta[0]++; }, update: ${descent.slice('export default '.length, -1)} };`,
    1,
  ],
  [
    'mutates-gradient-later',
    inputsUntouched,
    `let kept;
    export default ({ gradient, stepSize, step }) => {
      if (step === 0) kept = gradient; else kept[0] += gradient[0];
      return kept.map((d) => -stepSize * d);
    };`,
    1,
  ],
] as const;

/**
 * The test of what the check says of a rule.
 * @param file of the rule
 * @param beside what the test imports
 */
const textOf = async (
  [cause, check, , start]: (typeof wrong)[number],
  file: string,
  beside: string,
): Promise<string> => {
  const { rule } = await loadRule(file);
  const parameters = { spectrum: [1], rotation: null, centre: [0] };
  const scenario = {
    loss: { family: 'quadratic', parameters },
    theta: [start],
    stepSize: 0.5,
    steps: 2,
    seed: 0,
    hyperparameters: {},
  };
  const observation = check.observe({ rule, loss: quadratic.build(parameters), scenario }, () => {});
  expect(observation).toMatchObject({ status: 'refuted', cause });
  return standaloneTest(unshrunkFinding({ index: 0, scenario, observation }), {
    rule: { name: cause, file, beside },
    check: check.id,
    claim: check.claim,
    seed: 0,
    path: '',
  });
};

/** Vitest's word on every file in the folder, by the name of the file. */
const outcomes = (): ReadonlyMap<string, string> => {
  const vitest = resolve('node_modules/vitest/vitest.mjs');
  const report = join(folder, 'report.json');
  spawnSync(process.execPath, [vitest, 'run', '--root', folder, '--reporter=json', `--outputFile=${report}`]);
  const { testResults }: { testResults: { name: string; assertionResults: { status: string }[] }[] } =
    JSON.parse(readFileSync(report, 'utf8'));
  return new Map(
    testResults.map(({ name, assertionResults }) => [
      name.replace(/^.*[/\\]/, ''),
      assertionResults.map(({ status }) => status).join(),
    ]),
  );
};

describe('standaloneTest(finding, origin)', () => {
  it('fails on the rule that it was written for, imports no more than that, and passes on a right one', async () => {
    writeFileSync(join(folder, 'descent.mjs'), descent);
    for (const [i, row] of wrong.entries()) {
      const file = join(folder, `${i}.mjs`);
      writeFileSync(file, row[2]);
      const text = await textOf(row, file, `./${i}.mjs`);
      expect(text).not.toContain('natgrad-check');
      writeFileSync(join(folder, `${i}-wrong.test.mjs`), text);
      writeFileSync(join(folder, `${i}-right.test.mjs`), await textOf(row, file, './descent.mjs'));
    }
    const seen = outcomes();
    expect(
      wrong.map(([cause], i) => [cause, seen.get(`${i}-wrong.test.mjs`), seen.get(`${i}-right.test.mjs`)]),
    ).toEqual(wrong.map(([cause]) => [cause, 'failed', 'passed']));
  });
});
