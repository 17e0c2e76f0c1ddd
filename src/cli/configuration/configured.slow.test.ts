import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';

const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'configured-'));
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

it('natgrad-check replay, from another folder, holds a rule to the contract and the reference that a configuration gave it', async () => {
  process.chdir(folder);
  mkdirSync('rules');
  writeFileSync(
    join('rules', 'down.mjs'),
    'export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);',
  );
  writeFileSync(
    'natgrad.config.mjs',
    `export default {
  rules: [{ rule: 'rules/down.mjs', against: 'sign-descent', contract: { effective: 'every-step', maxStepSize: (loss) => 1 / loss.smoothness } }],
  runs: 2, seed: 1, loss: 'quadratic', dimension: 1, steps: 4, workers: 1,
};`,
  );
  const { code } = await runCommand('fuzz', '--quiet');
  const report = JSON.parse(readFileSync('reports/report.json', 'utf8'));
  const [down] = report.rules;
  expect([code, down.verdict, down.promise]).toEqual([1, 'falsified', 'every-step']);
  const [path = '', found] = Object.entries<{ rule: object }>(report.counterexamples).find(([file]) =>
    file.includes('agrees-with'),
  )!;
  expect(found.rule).toMatchObject({
    subject: { kind: 'module', spec: 'rules/down.mjs', contract: 'natgrad.config.mjs#rules[0]' },
    against: 'sign-descent',
  });
  process.chdir('rules');
  const again = await runCommand('replay', join('..', 'reports', path));
  expect(again.out + again.err).toContain('natgrad.config.mjs');
  expect(again.code).toBe(1);
});
