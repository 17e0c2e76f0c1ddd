import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { parseReport } from '../../report/json.ts';

const command = resolve('dist/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'resumed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(
  join(folder, 'wrong.js'),
  'export default ({ theta, gradient, stepSize }) => gradient.map((d) => (theta[0] > 2 ? 1 : -1) * stepSize * d);',
);

/** How often the run is killed; `RESUMES=100` asks for a hundred. */
const kills = Number(process.env.RESUMES ?? 3);
const args = [
  'fuzz',
  'wrong.js',
  'adam',
  '--runs',
  String(300 + 60 * kills),
  '--seed',
  '3',
  '--dimension',
  '1..6',
  '--quiet',
];

const start = (...own: readonly string[]) => {
  const child = spawn(process.execPath, [command, ...args, ...own], { cwd: folder, stdio: 'ignore' });
  const ended = new Promise<number | null>((settle) => child.on('exit', settle));
  return { child, ended };
};

/** What a report says but for times and where it was run. */
const said = (report: string): unknown => {
  const text = readFileSync(join(folder, report, 'report.json'), 'utf8');
  const { rules, counterexamples } = parseReport(text);
  const found = Object.entries(counterexamples).map(([path, { replay: _, test: __, rule, ...rest }]) => [
    path,
    rule.name,
    rest,
  ]);
  return { rules: rules.map((rule) => ({ ...rule, durationMs: 0 })), found };
};

it(`fuzz --resume that is killed ${kills} times ends as a run that is not disturbed`, async () => {
  await start('--report', 'whole').ended;
  for (let kill = 0; kill < kills; kill++) {
    const run = start('--resume', '--report', 'killed');
    // From before it has loaded to well within its cases; the moments differ from kill to kill.
    const over = await Promise.race([run.ended.then(() => true), wait(400 + ((kill * 677) % 2600), false)]);
    if (over) break;
    run.child.kill('SIGKILL');
    await run.ended;
  }
  expect(await start('--resume', '--report', 'killed').ended).toBe(1);
  expect(said('killed')).toEqual(said('whole'));
  expect(existsSync(join(folder, 'killed', '.resume'))).toBe(false);
});
