import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { parseReport } from '../../report/json.ts';

const command = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'reporters-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the built command prints in a folder of its own, and its exit code. */
const fuzz = (...args: readonly string[]): { readonly code: number; readonly out: string } => {
  const all = ['fuzz', ...args, '--runs', '5', '--dimension', '1..2', '--seed', '1', '--workers', '1'];
  try {
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, GITHUB_WORKSPACE: folder };
    const stdio = ['ignore', 'pipe', 'ignore'] as const;
    return {
      code: 0,
      out: execFileSync(process.execPath, [command, ...all], {
        cwd: folder,
        encoding: 'utf8',
        env,
        stdio: [...stdio],
      }),
    };
  } catch (error) {
    return {
      code: Number(Reflect.get(Object(error), 'status')),
      out: String(Reflect.get(Object(error), 'stdout')),
    };
  }
};

const rule = (update: string): void =>
  writeFileSync(
    join(folder, 'sloppy.js'),
    `export default { name: 'sloppy', update: ({ gradient, stepSize }) => ${update} };`,
  );

it('accepts what an earlier report has, says what is new and what is fixed, and is red for new failures alone', () => {
  rule('gradient.map((d) => stepSize * d)');
  expect(fuzz('sloppy.js', '--report', 'before').code).toBe(1);
  const beside = ['--baseline', join('before', 'report.json')];
  const same = fuzz('sloppy.js', ...beside, '--report', 'same', '--fail-fast');
  expect(same.out).toContain('✗ sloppy, as in the baseline\n');
  expect(same.out).toMatch(
    /\nbeside before\/report\.json: 0 new, [1-9] known failures?, 0 fixed\n {2}known: sloppy · /,
  );
  expect(same.out).toMatch(/^sloppy +✗ known/m);
  expect(same.out).not.toContain('stopped at');
  expect([0, 3]).toContain(same.code);
  rule('{ throw new Error("new"); }');
  const broken = fuzz('sloppy.js', ...beside, '--report', 'broken');
  expect(broken.code).toBe(1);
  // What cannot be looked at is not fixed.
  expect(broken.out).toMatch(/: [1-9] new, 0 known failures, 0 fixed\n {2}new: sloppy · /);
  rule('gradient.map((d) => -(stepSize || 0.001) * d)');
  const other = fuzz('sloppy.js', ...beside, '--report', 'other');
  expect(other.code).toBe(1);
  expect(other.out).toMatch(/: [1-9] new, 0 known failures, [1-9]\d* fixed\n {2}new: sloppy · /);
  expect(other.out).toMatch(/\n {2}fixed: sloppy · small-step/);
  const { baseline } = parseReport(readFileSync(join(folder, 'other', 'report.json'), 'utf8'));
  expect(baseline?.fresh.length).toBeGreaterThan(0);
});

it('prints JUnit XML and nothing else, or the report', () => {
  rule('gradient.map((d) => -stepSize * d)');
  const { out } = fuzz('sloppy.js', '--reporter', 'junit', '--report', 'junit');
  expect(out).toBe(readFileSync(join(folder, 'junit', 'junit.xml'), 'utf8'));
  const json = fuzz('sloppy.js', '--reporter', 'json', '--report', 'json');
  expect(json.out).toBe(readFileSync(join(folder, 'json', 'report.json'), 'utf8'));
});
