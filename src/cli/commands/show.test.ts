import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';

it.each([
  [[], /name a rule, such as "natgrad-check show adam lion", or a recorded run, or give --theorem/],
  [['--theorem', 'adam'], /--theorem: is about no rule; name none beside it/],
  [['no-such-rule'], /no-such-rule: is neither a file nor a built-in rule/],
  [['adam', '--loss', 'rosenbrok'], /--loss: there is no loss "rosenbrok"; did you mean "rosenbrock"\?/],
  [['adam', '--loss', 'tanh-network'], /--loss: tanh-network has no member of two dimensions/],
  [Array.from({ length: 11 }, (_, i) => `adam:beta1=0.${10 + i}`), /at most 10 rules, got 11/],
] as const)('natgrad-check show %j is one line and exit code 2', async (args, says) => {
  const { code, out, err } = await runCommand('show', ...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(says);
  expect(err.trim().split('\n')).toHaveLength(1);
});

const folder = mkdtempSync(join(tmpdir(), 'show-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

const broken = file('broken.mjs', 'export default () => { throw new Error("not here"); };');
const endless = file(
  'endless.mjs',
  'export default ({ step, gradient }) => { while (step === 3); return gradient; };',
);
const bowl = file(
  'bowl.mjs',
  'export default { dimension: 2, value: ([x, y]) => x * x + y * y, gradient: ([x, y]) => [2 * x, 2 * y] };',
);
const line = file(
  'line.mjs',
  'export default { dimension: 1, value: ([x]) => x * x, gradient: ([x]) => [2 * x] };',
);

it.each([
  ['a rule that fails', [broken], /fails on saddle-quadratic at η = 0\.0003, step 0: .*not here/],
  [
    'a rule that never returns',
    [endless, '--timeout', '1s'],
    /endless\.mjs: did not return within 1 s on saddle-quadratic$/m,
  ],
  [
    'a rule on a loss of a file',
    [broken, '--loss', bowl],
    /fails on bowl at η = 0\.0003, step 0: .*not here/,
  ],
  ['a loss of one dimension', ['adam', broken, '--loss', line], /line: has no member of two dimensions/],
  [
    'a file that is not there',
    ['adam', '--loss', join(folder, 'none.mjs')],
    /none\.mjs: there is no such file/,
  ],
] as const)('natgrad-check show of %s is one line and exit code 2', async (_, args, says) => {
  const { code, out, err } = await runCommand('show', '--loss', 'saddle-quadratic', ...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(says);
  expect(err.trim().split('\n')).toHaveLength(1);
});

it.each([
  [['none.jsonl'], /none\.jsonl: .*no such file/],
  [['adam', 'run.jsonl'], /recorded runs and rules go on pages of their own/],
  [['run.jsonl', '--svg'], /--svg: is of rules/],
  [Array.from({ length: 11 }, (_, i) => `${i}.jsonl`), /at most 10 runs, got 11/],
  [[file('rubbish.jsonl', 'rubbish\n')], /rubbish\.jsonl: line 1 is no JSON/],
] as const)('natgrad-check show %j of recorded runs is one line and exit code 2', async (args, says) => {
  const { code, out, err } = await runCommand('show', ...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(says);
  expect(err.trim().split('\n')).toHaveLength(1);
});
