import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { SubjectError } from '../errors.ts';
import { answersOf } from './answers.ts';
import { openSession } from './session.ts';

const folder = mkdtempSync(join(tmpdir(), 'accused-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;

/** A sum of squares with a slip, in a file of the user; a new one each time, since modules are loaded once. */
const lossFile = (name: string, value: string, gradient: string): string => {
  const file = join(folder, `${name}-${files++}.mjs`);
  writeFileSync(
    file,
    `const sum = (theta) => theta.reduce((total, x) => total + (x * x) / 2, 0);
     export default {
       name: '${name}', dimensions: { min: 1, max: 12 }, smoothness: 1, convex: true,
       value: (theta) => { ${value} return sum(theta); },
       gradient: (theta) => { ${gradient} return [...theta]; },
     };`,
  );
  return file;
};

const silent = { announce: () => {}, found: () => {} };

/** Runs some cases of every required check of a rule on the loss of a file. @returns what is said in place of a verdict */
const said = async (rule: string, file: string): Promise<string> => {
  const options = { seed: 1, runs: 100 };
  try {
    const session = await openSession(
      { rule: { kind: 'built-in', spec: rule }, lossFile: file, options },
      () => {},
    );
    const answers = answersOf(session.plan, silent);
    for (const [check, { required }] of session.description.checks.entries()) {
      if (!required) continue;
      const batch = answers.batch({ check, slice: { from: 0, to: 100, step: 1 }, skip: [] });
      for (const failure of batch.failures) answers.finish({ check, failure, budget: 300 });
    }
    return 'nothing';
  } catch (error) {
    if (error instanceof SubjectError) return error.message;
    throw error;
  }
};

describe.each(['gradient-descent', 'heavy-ball', 'adam', 'lbfgs'])('the user’s loss under %s', (rule) => {
  it.each([
    [
      'a wrong gradient in one dimension of many',
      '',
      'if (theta.length === 11) return theta.map((x, i) => (i === 9 ? -x : x));',
      /slips: gradient(\[9\] is [^ ]+, but value has the slope| falls by .*, but the loss is stated to be convex)/,
    ],
    [
      'a gradient that is wrong in one region',
      '',
      'return theta.map((x) => (Math.abs(x) > 2.5 && Math.abs(x) < 3 ? -x : x));',
      /slips: gradient(\[\d+\] is [^ ]+, but value has the slope| changes by .* more than its stated smoothness)/,
    ],
    [
      'a gradient that is too short in one dimension',
      '',
      'if (theta.length === 5) return [...theta].slice(1);',
      /slips: gradient has length 4, θ has 5/,
    ],
    [
      'NaN in one dimension',
      'if (theta.length === 10) return NaN;',
      'if (theta.length === 10) return theta.fill(NaN);',
      /slips: value is NaN at θ = \[/,
    ],
    [
      'an exception in one dimension',
      'if (theta.length === 5) throw new RangeError("no five");',
      '',
      /slips: throws RangeError: no five$/,
    ],
    [
      'no array where it has gone far',
      '',
      'if (Math.abs(theta[0]) > 9) return null;',
      /slips: gradient must return an array of numbers, got null$/,
    ],
  ])('is blamed for %s', async (_, value, gradient, message) => {
    const text = await said(rule, lossFile('slips', value, gradient));
    expect(text).toMatch(message);
    expect(text).toMatch(/slips-\d+\.mjs: the loss slips: /);
  });

  it('is not blamed where it is right', async () => {
    expect(await said(rule, lossFile('right', '', ''))).toBe('nothing');
  });
});

it('is blamed for a stored case too', async () => {
  const file = lossFile('stored', '', 'if (theta.length === 7) return theta.map((x) => -x);');
  const options = { seed: 1, runs: 1, contract: 'every-step' } as const;
  const session = await openSession(
    { rule: { kind: 'built-in', spec: 'gradient-descent' }, lossFile: file, options },
    () => {},
  );
  const answers = answersOf(session.plan, silent);
  const check = session.description.checks.findIndex(({ id }) => id === 'every-step');
  const scenario = {
    ...answers.generate({ check, index: 0 }),
    loss: { family: 'stored', parameters: { dimension: 7 } },
    theta: [1, 2, 3, 4, 5, 6, 7],
    stepSize: 0.25,
  };
  expect(() => answers.observe({ check, scenario })).toThrow(
    /stored-\d+\.mjs: the loss stored: gradient\[0\] is -1, but value has the slope 1 at θ = \[1, 2, 3/,
  );
});
