import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';
import { parseReport } from '../../report/json.ts';

const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'resume-'));
beforeAll(() => {
  process.chdir(folder);
  writeFileSync(
    'wrong.js',
    'export default ({ theta, gradient, stepSize }) => gradient.map((d, i) => (theta[0] > 2 ? 1 : -1) * stepSize * d);',
  );
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

const few = ['fuzz', 'wrong.js', '--runs', '60', '--loss', 'quadratic', '--dimension', '2', '--workers', '1'];

/** What a report says but for times and where it was run. */
const said = (report: string): unknown => {
  const { rules, counterexamples } = parseReport(readFileSync(join(report, 'report.json'), 'utf8'));
  const found = Object.entries(counterexamples).map(([path, { replay: _, test: __, rule, ...rest }]) => [
    path,
    rule.name,
    rest,
  ]);
  return { rules: rules.map((rule) => ({ ...rule, durationMs: 0 })), found };
};

it('fuzz --resume goes on where a run has stopped, and ends as one that was never stopped', async () => {
  await runCommand(...few, '--seed', '3', '--report', 'whole');
  const begun = await runCommand(...few, '--seed', '3', '--resume', '--time', '400ms', '--report', 'parts');
  expect(begun.out).toContain('time');
  expect(existsSync(join('parts', '.resume', 'run.json'))).toBe(true);
  // The seed is that of the run which it goes on with.
  const ended = await runCommand(...few, '--resume', '--report', 'parts');
  expect(ended.code).toBe(1);
  expect(said('parts')).toEqual(said('whole'));
  expect(existsSync(join('parts', '.resume'))).toBe(false);
});

it('fuzz --resume refuses a run with other options, and a checkpoint that is none', async () => {
  await runCommand(...few, '--seed', '3', '--resume', '--time', '1ms', '--report', 'other');
  const listening = process.listenerCount('SIGINT');
  const refused = await runCommand(...few, '--seed', '4', '--resume', '--report', 'other');
  expect(process.listenerCount('SIGINT'), 'whoever is refused listens no more').toBe(listening);
  expect(refused).toMatchObject({
    code: 2,
    err: expect.stringMatching(/is of a run of other rules, options or version; remove it/),
  });
  for (const text of ['{ "half', '{ "spent": 1 }']) {
    writeFileSync(join('other', '.resume', '0.json'), text);
    const { code, err } = await runCommand(...few, '--seed', '3', '--resume', '--report', 'other');
    expect(code).toBe(2);
    expect(err).toMatch(/0\.json: is no checkpoint that can be read \(.*\); remove it\n$/);
  }
});
