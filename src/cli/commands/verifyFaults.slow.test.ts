import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { type Ended, runCommand } from '../../../properties/command/runCommand.ts';
import { parseReport } from '../../report/json.ts';
import { buildProgram } from '../program.ts';
import { runProgram } from '../runProgram.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'faults-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command in a process of its own; `signal` is sent when it has printed a text. */
const run = (
  args: readonly string[],
  {
    home,
    signal,
  }: { readonly home: string; readonly signal?: { readonly at: string; readonly name: NodeJS.Signals } },
): Promise<Ended> =>
  new Promise((resolve) => {
    const command = join(home, 'dist', 'cli.js');
    const child = spawn(process.execPath, [command, 'verify', ...args, '--seed', '3'], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1' },
    });
    let [out, err, sent] = ['', '', false];
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (!signal || sent || !out.includes(signal.at)) return;
      sent = true;
      child.kill(signal.name);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.on('close', (code) => resolve({ code: code ?? Number.NaN, out, err }));
  });

const reportIn = (name: string) => parseReport(readFileSync(join(folder, name, 'report.json'), 'utf8'));

it('verify --banks judges the faults that are named, and reports them in every form', async () => {
  const args = ['--banks', 'ascent,broyden-update', '--profile', 'quick', '--seed', '3'];
  const { code, out, err } = await runCommand('verify', ...args, '--report', join(folder, 'some'));
  expect(err).toBe('');
  expect(out).toBe(
    [
      '2 seeded faults, 1 seed from 3',
      '✓ metrics       1 of 1 refuted; cases to detection: median 1, worst 1',
      '✓ rules         1 of 1 refuted; cases to detection: median 1, worst 1',
      '',
    ].join('\n'),
  );
  expect(code).toBe(0);
  const { killMatrix } = reportIn('some');
  expect(killMatrix?.seeds).toEqual([3]);
  expect(killMatrix?.banks.map(({ bank, entries }) => [bank, entries.map(({ name }) => name)])).toEqual([
    ['metrics', ['broyden-update']],
    ['rules', ['ascent']],
  ]);
  const ascent = killMatrix?.banks[1]?.entries[0];
  expect(ascent?.refutedAfter['small-step']).toBeLessThanOrEqual(10);
  expect(ascent?.refutedAfter['inputs-untouched']).toBeNull();
  expect(killMatrix?.casesWithoutLaws).toBe(100);
  expect(ascent?.withoutLaws).toBeLessThanOrEqual(10);
  expect(killMatrix?.banks[0]?.entries[0]).not.toHaveProperty('withoutLaws');
  expect(ascent?.minimal?.case).toMatchObject({ theta: [1], stepSize: 1, steps: 1 });
  expect(ascent?.minimal?.again).toBe('npx natgrad-check verify --banks ascent --seed 3');
  expect(readdirSync(join(folder, 'some'))).toEqual(expect.arrayContaining(['index.html', 'report.md']));
});

it('verify --banks ends with 1 where a fault is refuted by nothing, and names it', async () => {
  const home = join(folder, 'package');
  for (const part of ['.build', 'src', 'properties', 'package.json'])
    cpSync(join(root, part), join(home, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'));
  writeFileSync(
    join(home, 'properties', 'faults', 'rules', 'right-after-all.ts'),
    `const update = ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);
export default { name: 'right-after-all', update, contract: { losses: ['quadratic'] }, modelledOn: 'nothing that is wrong' };`,
  );
  execFileSync(process.execPath, [join(home, '.build', 'build.mjs'), '--no-types']);
  const { code, out } = await run(['--banks', 'right-after-all', '--profile', 'quick', '--report', 'none'], {
    home,
  });
  expect(out).toContain('✗ rules         0 of 1 refuted; cases to detection: median –, worst –');
  expect(out).toContain('    right-after-all: refuted by nothing');
  expect(code).toBe(1);
  expect(reportIn('none').killMatrix?.banks[0]?.entries[0]?.minimal).toBeNull();
});

it('Ctrl-C keeps what has been judged', async () => {
  const { code } = await run(['--banks', 'broyden-update,rules', '--profile', 'quick', '--report', 'early'], {
    home: root,
    signal: { at: '✓ metrics', name: 'SIGINT' },
  });
  expect(code).toBe(130);
  const { environment, killMatrix } = reportIn('early');
  expect(environment.interrupted).toBe('interrupted');
  expect(killMatrix?.banks[0]?.entries.map(({ name }) => name)).toEqual(['broyden-update']);
  expect(killMatrix?.banks[1]?.entries.length ?? 0).toBeLessThan(40);
});

it('verify --banks refuses a name that is neither a kind nor a fault', async () => {
  const { code, err } = await runCommand('verify', '--banks', 'acsent');
  expect(code).toBe(2);
  expect(err).toMatch(
    /^natgrad-check: --banks: there is no seeded fault and no kind of them called "acsent"; did you mean "ascent"\?/i,
  );
  expect(err).toMatch(/kinds: .*rules/);
});

it('verify --banks ends on Ctrl-C before anything was judged', async () => {
  const terminal = { out: () => void process.emit('SIGINT'), err: () => {}, width: 80 };
  const argv = [
    'node',
    'natgrad-check',
    'verify',
    '--banks',
    '--profile',
    'quick',
    '--report',
    join(folder, 'no'),
  ];
  expect(await runProgram(buildProgram(terminal), argv, terminal)).toBe(130);
  expect(reportIn('no').killMatrix?.banks ?? []).toEqual([]);
});

it('verify --banks gives the verdicts where it cannot write, and ends with 2', async () => {
  writeFileSync(join(folder, 'file'), '');
  const args = [
    '--banks',
    'broyden-update',
    '--profile',
    'quick',
    '--report',
    join(folder, 'file', 'reports'),
  ];
  const { code, out, err } = await runCommand('verify', ...args);
  expect(out).toContain('✓ metrics       1 of 1 refuted');
  expect(err).toContain('cannot be written');
  expect(code).toBe(2);
});
