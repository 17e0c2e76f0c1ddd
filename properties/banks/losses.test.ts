import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { families } from '../losses/parts/members.ts';
import { judgeSubject } from './judgeSubject.ts';
import { loadBank, loadColumns } from './loadBank.ts';
import { testBank } from './testBank.ts';

await testBank('losses', Object.fromEntries(families.map((family) => [family.name, family])));

/** What `fuzz --loss` cannot see in a person's file, and why. */
const unseen: Readonly<Record<string, string>> = {
  'drop-keeps-everything': 'a person’s loss has no drop',
  'drop-takes-another-entry': 'a person’s loss has no drop',
  'frozen-coordinate': 'a loss may ignore a coordinate, and value and gradient agree',
  'gradient-buffer-reused': 'what a person’s gradient returns is copied at once',
  'gradient-in-single-precision': 'gradients in single precision are let pass on purpose',
  'gradient-rounding-forgotten': 'as above: what single precision explains is let pass',
  'landmark-at-the-origin': 'a person’s loss names no landmarks',
  'minimum-of-a-bound': 'no value contradicts a minimum that is too low',
  'rounding-of-single-precision': 'a person’s bound may be as wide as single precision needs it',
  'samples-add-up': 'a person’s loss has no samples',
  'slopes-left-out': 'a person’s loss shows no network',
  'smoothness-of-the-trace': 'an upper bound on the curvature is a right answer, if not the best',
  'strong-convexity-halved': 'so is a lower one',
};

describe('fuzz --loss', async () => {
  const columns = (await loadColumns('losses')).filter(({ id }) => id === 'L6-fuzz');
  const bank = await loadBank('losses');

  it('finds fault with every wrong loss that a person could write, but for what contradicts nothing', () => {
    const passed = bank.filter(
      ({ subject }) =>
        judgeSubject(columns, subject, { seed: 1, cases: 15, now: () => 0, untilFirst: true }).first === null,
    );
    expect(passed.map(({ name }) => name)).toEqual(Object.keys(unseen));
  });

  const folder = mkdtempSync(join(tmpdir(), 'natgrad-losses-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const compiled = (path: string): string => pathToFileURL(join('dist', 'properties', path)).href;

  it.each([
    ['stale-gradient', /the same θ a moment later/],
    ['time-derivative-negated', /timeDerivative is .* but value has the slope/],
  ])('turns %s away with exit code 2 before any rule is blamed', async (name, message) => {
    const file = join(folder, `${name}.mjs`);
    writeFileSync(
      file,
      `import wrong from '${compiled(`banks/losses/${name}.js`)}';
       import { seededRandom } from '${compiled('../src/linalg/seeded.js')}';
       import { usersForm } from '${compiled('losses/parts/usersForm.js')}';
       const { draw, build } = wrong.subject;
       export default usersForm(build(draw(3, seededRandom(1))), { roundoff: false });`,
    );
    const { code, stderr } = await fuzz(file, folder);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });
});

const fuzz = (loss: string, cwd: string): Promise<{ code: unknown; stderr: string }> =>
  new Promise((resolve) => {
    const main = join(process.cwd(), 'dist', 'src', 'cli', 'main.js');
    const options = { cwd, env: { ...process.env, NO_COLOR: '1' } };
    execFile(
      process.execPath,
      [main, 'fuzz', 'gradient-descent', '--loss', loss],
      options,
      (error, _, stderr) => resolve({ code: error?.code ?? 0, stderr: stderr.replace(/\s+/g, ' ') }),
    );
  });
