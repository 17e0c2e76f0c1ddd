import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'natgrad-losses-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const source = (path: string): string => join(process.cwd(), 'properties', path);

const fuzz = (loss: string, cwd: string): Promise<{ code: unknown; stderr: string }> =>
  new Promise((resolve) => {
    const main = join(process.cwd(), 'dist', 'cli.js');
    const options = { cwd, env: { ...process.env, NO_COLOR: '1' } };
    execFile(
      process.execPath,
      [main, 'fuzz', 'gradient-descent', '--loss', loss],
      options,
      (error, _, stderr) => resolve({ code: error?.code ?? 0, stderr: stderr.replace(/\s+/g, ' ') }),
    );
  });

describe('fuzz --loss', () => {
  it.each([
    ['stale-gradient', /the same θ a moment later/],
    ['time-derivative-negated', /timeDerivative is .* but value has the slope/],
  ])('turns %s away with exit code 2 before any rule is blamed', async (name, message) => {
    const file = join(folder, `${name}.mjs`);
    writeFileSync(
      file,
      `import wrong from '${source(`faults/losses/${name}.ts`)}';
       import { seededRandom } from '${source('../src/linalg/seeded.ts')}';
       import { usersForm } from '${source('subjects/usersForm.ts')}';
       const { draw, build } = wrong.subject;
       export default usersForm(build(draw(3, seededRandom(1))), { roundoff: false });`,
    );
    const { code, stderr } = await fuzz(file, folder);
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  });
});
