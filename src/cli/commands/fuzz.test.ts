import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, runCommand } from '../../../properties/command/runCommand.ts';
import { parseReport } from '../../report/json.ts';

const home = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'few-'));
beforeAll(() => {
  process.chdir(folder);
  writeFileSync('wrong.js', 'export default ({ gradient, stepSize }) => gradient.map((d) => stepSize * d);');
  writeFileSync('prints.js', 'export default () => { console.log("noise"); return []; };');
});
afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

/** One case of each check, of one coordinate and one step. */
const fuzz = (...args: readonly string[]): Promise<Ended> =>
  runCommand(
    ...['fuzz', ...args, '--runs', '1', '--loss', 'quadratic', '--dimension', '1', '--steps', '1'],
    ...['--seed', '1', '--workers', '1'],
  );

const reportIn = (name: string) => parseReport(readFileSync(join(name, 'report.json'), 'utf8'));

describe('natgrad-check fuzz, on one case of each check', () => {
  it('stores what falsifies a rule, replays it, and tries it first in the next run', async () => {
    const { code, out, err } = await fuzz('wrong.js', '--contract', 'every-step', '--report', 'reports');
    expect(err).toBe('');
    expect(code).toBe(1);
    expect(out).toContain('✗ wrong\n');
    expect(out).toContain('seed: 1\n');
    const [path = ''] = /reports\S*every-step\S*\.json/.exec(out) ?? [];
    const replayed = await runCommand('replay', path);
    expect(replayed.out).toContain('✗ falsified: ');
    expect(replayed.code).toBe(1);
    const next = await fuzz('wrong.js', '--shard', '1/2', '--report', 'reports', '--json');
    expect(next.code).toBe(1);
    expect(parseReport(next.out).rules[0]?.summary).toMatch(/stored cases? tried first, [1-9]/);
    expect(reportIn('reports').environment.cases).toEqual([
      { runs: 1, parts: [1], of: 2, options: { loss: 'quadratic', dimension: '1..1', steps: '1' } },
    ]);
  });

  it('says what a rule does besides returning, and goes on with the next', async () => {
    const { code, out } = await fuzz('prints.js', 'adam', '--against', 'adam', '--report', 'several');
    expect(code).toBe(1);
    expect(out).toContain('wrote "noise" to standard output');
    expect(reportIn('several').rules.map(({ name }) => name)).toEqual(['prints', 'adam']);
  });

  it('ends with the first failure that is not known, with annotations for GitHub', async () => {
    const { code, out, err } = await fuzz(
      ...['gone.js', 'wrong.js', 'adam', '--fail-fast', '--reporter', 'github', '--report', 'fast'],
      ...['--baseline', join('several', 'report.json')],
    );
    expect(code).toBe(2);
    expect(out).toMatch(
      /^::error file=gone\.js,line=1,title=natgrad-check::gone\.js: there is no such file/m,
    );
    expect(out).toMatch(
      /\nbeside several\/report\.json: [1-9] new, 0 known failures, 0 fixed\n {2}new: wrong · /,
    );
    expect(out).toMatch(/^::error file=wrong\.js,line=1,title=wrong%3A [^\n]+$/m);
    expect(err).toMatch(/\nnatgrad-check: stopped at the first failure before 1 of 3 rules\n$/);
    expect(reportIn('fast').rules.map(({ name }) => name)).toEqual(['wrong']);
  });

  it.each([
    [['--reporter', 'junit', '--quiet'], '--reporter junit and --quiet exclude each other'],
    [['--json', '--reporter', 'github'], '--json and --reporter github exclude each other'],
    [['--reporter', 'xml'], 'Allowed choices are default, github, json, junit'],
    [['--baseline', 'none.json'], 'none.json: there is no such file; name a report.json'],
    [['--baseline', 'wrong.js'], 'wrong.js: is no report that can be read'],
  ])('refuses %j in a line', async (options, line) => {
    const { code, out, err } = await fuzz('wrong.js', ...options, '--report', 'refused');
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(line);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('waits with the verdict where a suspicion falsifies, and says it once', async () => {
    writeFileSync(
      'chats.js',
      'export default ({ gradient, stepSize }) => { console.log("hm"); return gradient.map((d) => -stepSize * d); };',
    );
    const { code, out } = await fuzz('chats.js', '--strict', '--report', 'strict');
    expect(code).toBe(1);
    expect(out).toMatch(/^✗ chats\n {2}Falsified: suspected \(writes-output\): wrote "hm"/);
    expect(out.match(/^\S chats$/gm)).toHaveLength(1);
  });

  it.each(['--loss', '--against'])(
    'calls unusable, not skipped, what a folder is fuzzed with: %s',
    async (option) => {
      mkdirSync('rules', { recursive: true });
      writeFileSync('rules/wrong.js', readFileSync('wrong.js'));
      writeFileSync('helper.js', 'export const half = (x) => x / 2;');
      const { code, err } = await runCommand('fuzz', 'rules', option, './helper.js', '--report', 'unusable');
      expect(err).toMatch(/^natgrad-check: \.\/helper\.js: has no default export; [^\n]+\n$/);
      expect(code).toBe(2);
    },
  );

  it('ends on Ctrl-C before the first rule, with nothing judged', async () => {
    const ended = fuzz('--generate', '2', '--report', 'stopped');
    while (process.listenerCount('SIGINT') === 0) await new Promise((resolve) => setImmediate(resolve));
    process.emit('SIGINT');
    expect(await ended).toMatchObject({ code: 130, err: expect.stringContaining('interrupted before ') });
  });
});

describe('natgrad-check fuzz --channel', () => {
  it.each([
    [['adam', '--workers', '1'], 'adam is no subject that a program serves'],
    [['a.py', 'b.py', '--workers', '1'], 'name the one subject that is served there'],
    [['--generate', '2', '--workers', '1'], 'name the one subject that is served there'],
    [['a.py', '--workers', '2'], '--channel and --workers exclude each other: a channel serves one worker'],
  ])('refuses %j', async (args, says) => {
    const { code, err } = await runCommand('fuzz', '--channel', '/not:/there', ...args);
    expect(err).toContain(says);
    expect(code).toBe(2);
  });
});
