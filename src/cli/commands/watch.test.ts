import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';
import { syntheticReport } from '../../../properties/report/syntheticReport.ts';
import { buildProgram } from '../program.ts';
import { runProgram } from '../runProgram.ts';
import { changesText } from './watch.ts';

const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'watching-'));
beforeAll(() => process.chdir(folder));
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

it.each([
  [['adam', '--watch'], '--watch: name a file of a rule'],
  [['--watch'], '--watch: name a file of a rule'],
  [['x.js', '--watch', '--json'], 'leave out --json'],
])('natgrad-check fuzz %j is refused in one line', async (args, line) => {
  const { code, out, err } = await runCommand('fuzz', ...args);
  expect([code, out]).toEqual([2, '']);
  expect(err).toContain(line);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
});

it('natgrad-check fuzz --watch runs again when a file changes, until Ctrl-C', async () => {
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write('sign.js', 'export const sign = 1;');
  write(
    'rule.js',
    "import { sign } from './sign.js'; export default ({ gradient, stepSize }) => gradient.map((d) => sign * stepSize * d);",
  );
  let out = '';
  let waits = 0;
  const terminal = {
    out: (text: string) => {
      out += text;
      if (!text.startsWith('watching')) return;
      if (waits++ === 0) write('sign.js', 'export const sign = -1.0;');
      else process.emit('SIGINT');
    },
    err: () => {},
    width: 80,
  };
  const few = ['--runs', '1', '--loss', 'quadratic', '--dimension', '1', '--steps', '1', '--workers', '1'];
  const argv = ['node', 'natgrad-check', 'fuzz', 'rule.js', '--watch', '--seed', '1', '--quiet', ...few];
  expect(await runProgram(buildProgram(terminal), argv, terminal)).toBe(130);
  expect(out).toContain('watching 2 files; Ctrl-C ends\n\nsign.js changed\n');
  expect(out).toMatch(/\nsince the last run:\nrule: /);
});

it('natgrad-check fuzz --watch watches what a loader found rather than what looks like an import, and waits for what does not load', async () => {
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  const rule = `// import './beside.js'
    const { sign } = await import(['./si', 'gn.js'].join(''));
    export default ({ gradient, stepSize }) => gradient.map((d) => -sign * stepSize * d);`;
  for (const name of ['sign.js', 'beside.js']) write(name, 'export const sign = 1;');
  write('computed.js', 'export default (');
  const [out, err]: string[][] = [[], []];
  const next = [rule, undefined];
  const terminal = {
    out: (text: string) => {
      out!.push(text);
      if (!text.startsWith('watching')) return;
      const given = next.shift();
      if (given === undefined) process.emit('SIGINT');
      else write('computed.js', given);
    },
    err: (text: string) => void err!.push(text),
    width: 80,
  };
  const few = ['--runs', '1', '--loss', 'quadratic', '--dimension', '1', '--steps', '1', '--workers', '1'];
  const argv = ['node', 'natgrad-check', 'fuzz', 'computed.js', '--watch', '--seed', '1', '--quiet', ...few];
  expect(await runProgram(buildProgram(terminal), [...argv, '--report', 'computed'], terminal)).toBe(130);
  expect(err!.join('')).toBe(
    'natgrad-check: computed.js: does not parse: Unexpected token at line 1, column 16; fix the syntax there\n',
  );
  expect(out!.filter((text) => text.startsWith('watching'))).toEqual([
    'watching computed.js; Ctrl-C ends\n',
    'watching 2 files; Ctrl-C ends\n',
  ]);
});

it('natgrad-check fuzz --watch waits while the configuration cannot be used, and goes on with the next one', async () => {
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write('fall.js', 'export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);');
  write('natgrad.config.json', '{ "runs": 1 }');
  let [out, err] = ['', ''];
  const next = ['{ "rnus": 1 }', '{ "runs": 2 }'];
  const terminal = {
    out: (text: string) => {
      out += text;
      if (!text.startsWith('watching')) return;
      const given = next.shift();
      if (given === undefined) process.emit('SIGINT');
      else write('natgrad.config.json', given);
    },
    err: (text: string) => {
      err += text;
    },
    width: 80,
  };
  const few = ['--loss', 'quadratic', '--dimension', '1', '--steps', '1', '--workers', '1'];
  const argv = ['node', 'natgrad-check', 'fuzz', 'fall.js', '--watch', '--seed', '1', '--quiet', ...few];
  expect(await runProgram(buildProgram(terminal), argv, terminal)).toBe(130);
  rmSync(join(folder, 'natgrad.config.json'));
  expect(err).toContain('natgrad.config.json: there is no option "rnus"');
  expect(out.match(/^watching/gm)).toHaveLength(3);
  expect(out.match(/since the last run|nothing changed/g)).toHaveLength(1);
});

it('changesText(before, after) says what changed in what was judged, and which rules are new or gone', () => {
  const report = syntheticReport(5);
  const [right, wrong] = report.rules;
  const of = (...rules: typeof report.rules) => ({ ...report, rules });
  expect(changesText(report, report, 80)).toBe('nothing changed in the verdicts');
  expect(changesText(of(right!), of({ ...right!, verdict: 'falsified' }), 80)).toBe(
    'since the last run:\ngradient-descent: verdict verified → falsified',
  );
  expect(changesText(of(right!), of(right!, wrong!), 80)).toBe('since the last run:\nmy-adam: is new');
  expect(changesText(of(right!, wrong!), of(right!), 80)).toContain('my-adam: is gone');
});
