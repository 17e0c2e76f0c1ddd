import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { findingOf } from '../campaign/finding.ts';
import { unshrunkFailure } from '../campaign/refutation.ts';
import { sessionOf } from '../campaign/session.ts';
import { agreementCheck } from '../checks/agreement/agreementCheck.ts';
import everyStep from '../checks/descent/everyStep.ts';
import smallStep from '../checks/descent/smallStep.ts';
import inputsUntouched from '../checks/form/inputsUntouched.ts';
import wellFormed from '../checks/form/wellFormed.ts';
import zeroStepSize from '../checks/laws/zeroStepSize.ts';
import { runAtOnce } from '../dynamics/running.ts';
import quadratic from '../losses/quadratic.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import gradientDescent from '../rules/gradientDescent.ts';
import { open } from '../subject/catalog.ts';
import type { ShrunkFailure } from '../types/campaign.ts';
import type { Check } from '../types/check.ts';
import { reproductionText } from './reproduction.ts';

const folder = mkdtempSync(join(tmpdir(), 'standalone-'));
symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const descent = 'export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);';
const update = descent.slice('export default '.length, -1);
const agreement = agreementCheck(completeRule(gradientDescent));

/** A wrong rule, the check and the cause that refute it, and where it starts. */
const wrong: readonly (readonly [cause: string, check: Check, rule: string, start: number])[] = [
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
  ['async', wellFormed, `export default { init: async () => 0, update: ${update} };`, 1],
  [
    'mutates-theta',
    inputsUntouched,
    `export default { init: (theta) => { theta[0]++; }, update: ${update} };`,
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
  ['moves-at-zero-step-size', zeroStepSize, 'export default ({ gradient }) => gradient.map((d) => -d);', 1],
  [
    'loss-rises',
    everyStep,
    `export default { update: ${update.replace('-stepSize', 'stepSize')}, contract: { effective: 'every-step' } };`,
    1,
  ],
  [
    'differs-from-reference',
    agreement,
    'export default ({ gradient, stepSize, step }) => gradient.map((d) => -stepSize * d * (step === 0 ? 1 : 1.01));',
    1,
  ],
];

const parameters = { spectrum: [1], rotation: null, centre: [0] };
const scenario = {
  loss: { family: 'quadratic', parameters },
  theta: [1],
  stepSize: 0.5,
  steps: 2,
  seed: 0,
  hyperparameters: {},
};

/** What is stored when the check refutes the rule of a file on a quadratic in one dimension. */
const findingFor = async (check: Check, file: string, start: number): Promise<ShrunkFailure> => {
  const { rule } = await open({ kind: 'module', spec: file });
  const { plan } = sessionOf(
    rule,
    { checks: [check], families: [quadratic] },
    { options: { seed: 0, runs: 1 } },
    [],
  );
  const given = { ...scenario, theta: [start] };
  const observation = runAtOnce(
    check.observe({ rule: plan.rule, loss: quadratic.build(parameters), scenario: given }),
  );
  const original = { index: 0, scenario: given, observation };
  const failure = { cause: observation.cause ?? '', count: 1, original, worst: original };
  return findingOf(plan, { check: 0, failure, budget: 0 }, () => {});
};

const originFor = (check: Pick<Check, 'id' | 'claim'>, beside?: string) => ({
  rule: { name: 'rule', file: 'rule.mjs', ...(beside !== undefined && { beside }) },
  check: check.id,
  claim: check.claim,
  required: true,
  seed: 0,
  path: 'reports/found.json',
});

let programs = 0;

/** What the program does in this process: nothing, or the message that it ends with. */
const outcomeOf = async (text: string): Promise<string | undefined> => {
  const file = join(folder, `${++programs}.repro.mjs`);
  writeFileSync(file, text);
  try {
    await import(pathToFileURL(file).href);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'no error';
  }
};

describe('reproductionText(finding, origin)', () => {
  writeFileSync(join(folder, 'descent.mjs'), descent);

  it.each(wrong)(
    'fails while a rule is refuted for %s, and passes once it is right',
    async (cause, check, rule, start) => {
      const name = `${++programs}.mjs`;
      writeFileSync(join(folder, name), rule);
      const finding = await findingFor(check, join(folder, name), start);
      expect(finding.cause).toBe(cause);
      expect(finding.alone).toBeDefined();
      expect(await outcomeOf(reproductionText(finding, originFor(check, `./${name}`)))).toEqual(
        expect.any(String),
      );
      expect(await outcomeOf(reproductionText(finding, originFor(check, './descent.mjs')))).toBeUndefined();
    },
  );

  it('is a program that node ends with 1, and with 0 once the rule is right', async () => {
    writeFileSync(join(folder, 'ascent.mjs'), wrong[0]![2]);
    const finding = await findingFor(smallStep, join(folder, 'ascent.mjs'), 1);
    const codes = ['./ascent.mjs', './descent.mjs'].map((beside) => {
      const file = join(folder, `${++programs}.repro.mjs`);
      writeFileSync(file, reproductionText(finding, originFor(smallStep, beside)));
      return new Promise((done) => execFile(process.execPath, [file], (error) => done(error?.code ?? 0)));
    });
    expect(await Promise.all(codes)).toEqual([1, 0]);
  });

  it.each([
    [
      'draws numbers',
      'export default ({ gradient, stepSize, random }) => gradient.map((d) => stepSize * d * random());',
    ],
    [
      'rounds what it stores',
      `export default { precision: 'float32', update: ${update.replace('-stepSize', '0.1 * stepSize')} };`,
    ],
  ])('runs the stored counterexample through the package where the rule %s', async (_, rule) => {
    const name = `${++programs}.mjs`;
    writeFileSync(join(folder, name), rule);
    const finding = await findingFor(smallStep, join(folder, name), 1.1);
    const text = reproductionText(finding, originFor(smallStep, `./${name}`));
    expect(text).toContain("import { replayCounterexample } from 'natgrad-check';");
    expect(text).toContain('const file = new URL("./found.json", import.meta.url);');
  });

  it('runs the stored counterexample where there is no file to import', () => {
    const observation = { status: 'refuted', margin: -1, sentence: 'it went uphill' } as const;
    const text = reproductionText(unshrunkFailure({ index: 0, scenario, observation }), originFor(smallStep));
    expect(text).toContain('replayCounterexample(file)');
    expect(text).toMatch(
      /^\/\/ small-step: .*\n\/\/ it went uphill\n\/\/ Seed 0, case 0\. Run it with: node found\.repro\.mjs\n/,
    );
  });
});
