import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';

it('natgrad-check identify adam sign-descent says which rules they are', async () => {
  const { code, out } = await runCommand('identify', 'adam:beta1=0.8', 'sign-descent');
  expect(code).toBe(0);
  expect(out).toMatch(
    /≡ is adam \(β₁ = 0\.8, .*\)\n {2}on [\d,]+ of [\d,]+ steps of 8 histories, 100 % of them decided\n {2}source: Kingma/,
  );
  expect(out).toMatch(/≡ is sign-descent/);
});

it('natgrad-check identify --json prints what was found and nothing else', async () => {
  const { code, out } = await runCommand('identify', 'lion', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject([{ subject: 'lion', relation: 'is', name: 'lion' }]);
});

it('natgrad-check identify ./no-such-rule.ts ends with exit code 2', async () => {
  expect((await runCommand('identify', './no-such-rule.ts')).code).toBe(2);
});

it.each([
  ['is no rule', 'export default 3;'],
  ['ends its process', 'export default { update: () => process.exit(0) };'],
  ['throws', 'export default { update() { throw new Error("not here"); } };'],
])(
  'natgrad-check identify of a file that %s is one line or an answer, and no trace of ours',
  async (what, text) => {
    const folder = mkdtempSync(join(tmpdir(), 'identify-'));
    const file = join(folder, 'rule.mjs');
    writeFileSync(file, text);
    const { code, out, err } = await runCommand('identify', file);
    rmSync(folder, { recursive: true });
    expect([0, 2]).toContain(code);
    expect(`${out}${err}`).not.toMatch(/please report|\n +at /);
    if (what === 'is no rule') expect([code, out]).toEqual([2, '']);
  },
);
