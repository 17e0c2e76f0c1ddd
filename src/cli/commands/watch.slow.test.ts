import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const command = fileURLToPath(new URL('../../../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'watch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('natgrad-check fuzz --watch runs again when an imported file changes, says what changed, and ends with 130', async () => {
  const write = (sign: string): void =>
    writeFileSync(join(folder, 'sign.js'), `export const sign = ${sign};\n`);
  write('1');
  writeFileSync(
    join(folder, 'rule.js'),
    "import { sign } from './sign.js';\nexport default ({ gradient, stepSize }) => gradient.map((d) => sign * stepSize * d);\n",
  );
  const args = ['fuzz', 'rule.js', '--watch', '--runs', '8', '--seed', '1', '--workers', '1', '--quiet'];
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined };
  const child = spawn(process.execPath, [command, ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  const heard = (text: string): Promise<void> =>
    new Promise((resolve) => {
      child.stdout.on('data', () => {
        if (out.includes(text)) resolve();
      });
      if (out.includes(text)) resolve();
    });
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  try {
    await heard('watching 2 files; Ctrl-C ends\n');
    expect(out).toContain('✗ rule\n');
    write('-1');
    await heard('since the last run:');
    expect(out).toContain('\nsign.js changed\n✓ rule\n');
    expect(out).toMatch(/\nsince the last run:\nrule: verdict falsified → verified; check /);
    child.kill('SIGINT');
    expect(await ended).toBe(130);
  } finally {
    child.kill('SIGKILL');
  }
});
