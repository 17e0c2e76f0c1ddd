import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';

it.each([
  [[], /name a rule, such as "natgrad-check show adam lion", or give --theorem/],
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

it('natgrad-check show of a rule that fails is one line and exit code 2', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'show-'));
  const file = join(folder, 'broken.mjs');
  writeFileSync(file, 'export default () => { throw new Error("not here"); };');
  const { code, out, err } = await runCommand('show', file, '--loss', 'saddle-quadratic');
  rmSync(folder, { recursive: true });
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/fails on saddle-quadratic at η = 0\.0003, step 0: .*not here/);
  expect(err.trim().split('\n')).toHaveLength(1);
});
