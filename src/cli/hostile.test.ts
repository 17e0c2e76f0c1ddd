import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { expectOneLine, workInHostileFolder } from '../../properties/command/hostileFolder.ts';
import { runCommand } from '../../properties/command/runCommand.ts';
import { isThrown, SubjectError } from '../errors.ts';
import { open, recogniseOne } from '../subject/catalog.ts';
import { openLossFile } from '../subject/lossFile.ts';
import { complain } from './terminal/terminal.ts';

workInHostileFolder();

describe('a command line that nobody should type is refused in one line, at once, with exit code 2', () => {
  const lines: readonly (readonly [args: readonly string[], says: RegExp])[] = [
    [['list', 'constructor'], /there is no list of "constructor"/],
    [['list', '__proto__'], /there is no list of "__proto__"/],
    [['list', 'toString'], /no list/],
    [['list', ''], /no list/],
    [['list', '\u001b[2J\u202erules'], /no list/],
    [['list', 'x'.repeat(100_000)], /no list/],
    [['\u001b[31mfuzz'], /unknown command/],
    [['fuzz', '--\u202eruns'], /unknown option/],
    [['fuzz', '__proto__'], /neither a file nor a built-in rule/],
    [['fuzz', 'constructor:x=1'], /neither a file nor a built-in rule/],
    [['fuzz', 'adam:__proto__=1'], /there is no hyperparameter "__proto__"/],
    [['fuzz', 'adam:beta1=99'], /beta1 must be a number from/],
    [['fuzz', 'adam:beta1='], /beta1 must be a number/],
    [['fuzz', 'composed:seed=x'], /neither a file/],
    [['fuzz', 'gd.js', '--contract', 'window:x'], /--contract: must be/],
    [['fuzz', 'gd.js', '--contract', '__proto__'], /--contract: must be/],
    [['fuzz', 'gd.js', '--contract', 'constructor:1'], /--contract: must be/],
    [['fuzz', 'gd.js', '--loss', '__proto__'], /there is no loss/],
    [['fuzz', 'gd.js', '--shard', '1/1000000000000000'], /--shard: must be .* ≤ 10,000/],
    [['fuzz', 'gd.js', '--timeout', '99999999h'], /--timeout: must be .* at most 500h/],
    [['fuzz', 'gd.js', '--time', `${'9'.repeat(400)}s`], /--time: must be/],
    [['fuzz', 'gd.js', '--against', 'nobody'], /neither a file nor a built-in rule/],
    [['fuzz', 'gd.js', '--against', 'folder'], /holds no .ts or .js file/],
    [['fuzz', 'folder'], /holds no .ts or .js file/],
    [['verify', '--banks', '__proto__'], /no seeded fault/],
    [['experiment', '__proto__'], /there is no "__proto__"/],
    [['init', 'a\u0000b.js'], /cannot be written/],
    [['init', 'gd.js/x.js'], /cannot be written/],
    [['report', '--report', 'pipes'], /report\.json: is no report that can be read \(it is a named pipe/],
    [['report', '--report', 'zeros'], /report\.json: .*(a device|a link out of its folder)/],
    [['report', '--report', 'foldered'], /report\.json: .*a folder/],
    [['report', '--report', 'linked'], /report\.json: .*a link out of its folder/],
    [['report', '--report', 'gd.js'], /no such file/],
    [['merge', 'pipes'], /a named pipe/],
    [['merge', 'linked'], /a link out of its folder/],
    [['replay', 'pipe.json'], /cannot be read \(it is a named pipe, not a file\)/],
    [['replay', 'pipe'], /a named pipe/],
    [['replay', 'zero.json'], /a device/],
    [['replay', '/dev/zero'], /a device/],
    [['replay', 'folder'], /a folder/],
    [['replay', 'gd.js'], /is no counterexample/],
    [['replay', '\u001b[2J\u202e'], /cannot be read/],
  ];
  it.each(lines)('%j', async (args, says) => {
    const ended = await runCommand(...args);
    expect(ended.err).toMatch(says);
    expect(ended.code).toBe(2);
    expectOneLine(ended);
  });
});

/** Why something that is opened is refused, as a command says it. */
const refusal = async (work: () => Promise<unknown>): Promise<string> => {
  try {
    await work();
  } catch (error) {
    if (!isThrown(error, SubjectError)) throw error;
    let err = '';
    complain(
      {
        err: (text) => {
          err += text;
        },
      },
      error.message,
    );
    expectOneLine({ code: 2, out: '', err });
    return err;
  }
  throw new Error('it was opened');
};

describe('a file that is no rule is refused in one line', () => {
  const files: readonly (readonly [file: string, says: RegExp])[] = [
    ['pipe.js', /pipe\.js: cannot be read \(it is a named pipe/],
    ['zero.js', /zero\.js: cannot be read \(it is a device/],
    ['loop.js', /loop\.js: (cannot be read|there is no such file)/],
    ['folder.js', /folder\.js: the folder holds no/],
    ['throws-symbol.js', /throws Symbol\(s\) while it loads/],
    ['throws-nothing.js', /throws an object without a text while it loads/],
    ['throws-proxy.js', /throws an object without a text while it loads/],
    // Node.js itself asks what a module throws, and hands on what a trap of it throws.
    ['throws-proxy-beside.js', /throws (an object without a text|2) while it loads/],
    ['throws-ansi.js', /throws "red|throws " ?\[31mred/],
    ['throws-code.js', /throws "x" while it loads/],
    ['getter.js', /throws "an object without a text" where its fields are read/],
    ['not-a-rule.js', /has no "update"/],
  ];
  it.each(files)('%s', async (file, says) => {
    expect(await refusal(async () => open(await recogniseOne(file)))).toMatch(says);
  });

  it.each([
    ['pipe.js', /a named pipe/],
    ['zero.js', /a device/],
    ['loss-getter.js', /throws "Symbol\(v\)" where its fields are read/],
    ['loss-throws.js', /throws an object without a text/],
  ])('%s, as a loss', async (file, says) => {
    expect(await refusal(() => openLossFile(file, undefined, () => {}))).toMatch(says);
  });

  it('fuzz gradient-descent, with files in place of the folders and cases of the report', async () => {
    const given = ['--runs', '2', '--workers', '1', '--seed', '1', '--report', 'r-odd', '--quiet'];
    mkdirSync('r-odd/counterexamples/gradient-descent', { recursive: true });
    execFileSync('mkfifo', ['r-odd/counterexamples/gradient-descent/a.json', 'r-odd/report.json']);
    symlinkSync('/dev/zero', 'r-odd/counterexamples/gradient-descent/b.json');
    const cases = await runCommand('fuzz', 'gradient-descent', ...given);
    expect(cases.err).toMatch(/skipped .*a\.json: .*a named pipe.*\n.*skipped .*b\.json: .*a device/);
    expect(cases.code).not.toBe(2);
    rmSync('r-odd/counterexamples', { recursive: true });
    mkdirSync('r-odd/counterexamples');
    writeFileSync('r-odd/counterexamples/gradient-descent', '');
    const file = await runCommand('fuzz', 'gradient-descent', ...given);
    expect(file.err).toMatch(/^natgrad-check: stored cases cannot be read \(ENOTDIR/);
    expect(file.err).not.toMatch(/\n\s+at /);
  });
});
