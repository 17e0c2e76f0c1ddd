import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  expectOneLine,
  root,
  stored,
  workInHostileFolder,
  write,
} from '../../properties/command/hostileFolder.ts';
import { runCommand } from '../../properties/command/runCommand.ts';
import type { Counterexample } from '../types/report.ts';

workInHostileFolder();

describe('replay of a case that somebody sent ends in one line, with exit code 2', () => {
  const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const cases: readonly (readonly [what: string, text: () => string, says: RegExp])[] = [
    ['an empty file', () => '', /is no counterexample/],
    ['null', () => 'null', /is no counterexample/],
    ['lists without end', () => nested, /is no counterexample/],
    [
      'a field named __proto__',
      () => stored({}).replace('"check"', '"__proto__": {}, "check"'),
      /is no counterexample/,
    ],
    ['an unknown rule', () => stored({ rule: { name: 'nobody', file: null } }), /there is no rule "nobody"/],
    [
      'a rule named constructor',
      () => stored({ rule: { name: 'constructor', file: null } }),
      /there is no rule/,
    ],
    [
      'a setting out of bounds',
      () => stored({ rule: { name: 'a', file: null, subject: { kind: 'built-in', spec: 'adam:beta1=99' } } }),
      /beta1 must be a number from/,
    ],
    [
      'an unknown kind of rule',
      () => stored({ rule: { name: 'a', file: null, subject: { kind: '__proto__', spec: 'x' } } }),
      /runs x, outside of the working folder/,
    ],
    [
      'an unknown reference',
      () => stored({ rule: { name: 'adam', file: null, against: 'nobody' } }),
      /neither a file nor a built-in rule/,
    ],
    [
      'a reference out of bounds',
      () => stored({ rule: { name: 'adam', file: null, against: 'adam:beta1=99' } }),
      /beta1 must be/,
    ],
    [
      'a contract that is none',
      () => stored({ rule: { name: 'adam', file: null, contract: 'window:x' } }),
      /contract that is no promise/,
    ],
    [
      'a contract of a prototype',
      () => stored({ rule: { name: 'adam', file: null, contract: '__proto__' } }),
      /no promise/,
    ],
    ['an unknown check', () => stored({ check: '__proto__' }), /no check "__proto__" applies/],
    [
      'an unknown loss',
      () => stored({}, { loss: { family: 'constructor', parameters: {} } }),
      /a loss that is not here/,
    ],
    [
      'parameters that make no loss',
      () => stored({}, { loss: { family: 'quadratic', parameters: { spectrum: ['process.exit()'] } } }),
      /make no loss/,
    ],
    [
      'a loss without end',
      () =>
        stored(
          {},
          {
            loss: {
              family: 'quadratic',
              parameters: { spectrum: Array(70_000).fill(1), centre: [], rotation: null },
            },
          },
        ),
      /make no loss|must have/,
    ],
    ['a step size without end', () => stored({}, { stepSize: 'Infinity' }), /stepSize: must be finite/],
    ['steps without end', () => stored({}, { steps: 1e15 }), /steps: must be a whole number/],
    [
      'far too many numbers in all',
      () => stored({}, { steps: 100_000, theta: Array(65_536).fill(0) }),
      /steps: must be at most 512 in 65,536 dimensions/,
    ],
    [
      'a start that is far too long',
      () => stored({}, { theta: Array(65_537).fill(0) }),
      /theta: must have at most 65,536 numbers/,
    ],
    [
      'far too many hyperparameters',
      () =>
        stored({}, { hyperparameters: Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [i, 0])) }),
      /hyperparameters: must be at most 1,000/,
    ],
    [
      'a time-out without end',
      () => stored({ rule: { name: 'adam', file: null, timeout: 1e300 } }),
      /timeout: must be from/,
    ],
    [
      'a time-out that is no number',
      () => stored({ rule: { name: 'adam', file: null, timeout: 'NaN' } }),
      /timeout: must be from/,
    ],
    [
      'a time-out before it begins',
      () => stored({ rule: { name: 'adam', file: null, timeout: -1 } }),
      /timeout: must be from/,
    ],
    [
      'far too many cases before it',
      () =>
        stored({
          before: Array(4097).fill({
            check: 'x',
            scenario: {
              loss: { family: 'x', parameters: null },
              theta: [],
              stepSize: 1,
              steps: 1,
              seed: 1,
              hyperparameters: {},
            },
          }),
        }),
      /before: must be at most 4,096 cases/,
    ],
    [
      'names that steer the terminal',
      () => stored({ rule: { name: '\u001b[2J\u202e', file: null } }),
      /there is no rule/,
    ],
    ['a pipe as its rule', () => stored({ rule: { name: 'a', file: 'pipe.js' } }), /a named pipe/],
    [
      'a device as its loss',
      () => stored({ rule: { name: 'adam', file: null, lossFile: 'zero.js' } }),
      /outside of the working folder|a device/,
    ],
    ['a folder as its rule', () => stored({ rule: { name: 'a', file: 'folder' } }), /a folder/],
  ];
  it.each(cases)('%s', async (_, text, says) => {
    write('case.json', text());
    const ended = await runCommand('replay', 'case.json');
    expect(ended.err).toMatch(says);
    expect(ended.code).toBe(2);
    expectOneLine(ended);
    expect(ended.out).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
  });

  const elsewhere: readonly (readonly [what: string, rule: () => Counterexample['rule']])[] = [
    ['a rule by its path', () => ({ name: 'a', file: join(root, 'outside.js') })],
    ['a rule above', () => ({ name: 'a', file: '../outside.js' })],
    ['a rule behind a link', () => ({ name: 'a', file: 'link-out.js' })],
    ['a loss', () => ({ name: 'adam', file: null, lossFile: '../outside.js' })],
    ['a reference', () => ({ name: 'adam', file: null, against: '../outside.js' })],
    [
      'a rule that says it has no file',
      () => ({ name: 'a', file: null, subject: { kind: 'module', spec: '../outside.js' } }),
    ],
    ['a program', () => ({ name: 'a', file: null, subject: { kind: 'process', spec: '-- touch ran' } })],
    [
      'a program in a file',
      () => ({ name: 'a', file: 'gd.js', subject: { kind: 'process', spec: '-- gd.js ran' } }),
    ],
    [
      'an installed module',
      () => ({ name: 'a', file: null, subject: { kind: 'process', spec: 'os:system' } }),
    ],
    [
      'an interpreter',
      () => ({ name: 'a', file: 'x.py', subject: { kind: 'process', spec: 'x.py', python: '/bin/sh' } }),
    ],
    ['a program to agree with', () => ({ name: 'adam', file: null, against: '-- /bin/echo ran' })],
    ['a rule under a home of everything', () => ({ name: 'a', file: 'outside.js', home: '../'.repeat(40) })],
    [
      'a rule under a home that does not hold the case',
      () => ({ name: 'a', file: 'gd2.js', home: '../other' }),
    ],
  ];
  it.each(elsewhere)('it imports from elsewhere: %s', async (_, rule) => {
    mkdirSync(join(root, 'other'), { recursive: true });
    writeFileSync(join(root, 'other', 'gd2.js'), 'globalThis.outsideRan = true;');
    const given = rule();
    const file = given.home?.startsWith('../../../') ? { ...given, file: join(root, 'outside.js') } : given;
    write('case.json', stored({ rule: file }));
    const ended = await runCommand('replay', 'case.json');
    expect(ended.err).toMatch(/runs .*, outside of the working folder .*--allow-outside/);
    expect(ended.out).toMatch(/^((imports|runs) .*\n)+$/);
    expect(ended.code).toBe(2);
    expectOneLine(ended);
    expect(Reflect.get(globalThis, 'outsideRan')).toBeUndefined();
    expect(readdirSync('.')).not.toContain('ran');
  });

  it('it says what it imports, and then imports it: from here, from its home, or from anywhere where that is allowed', async () => {
    mkdirSync(join(root, 'project', 'reports'), { recursive: true });
    const gd = readFileSync('gd.js', 'utf8');
    writeFileSync(join(root, 'project', 'mine.js'), gd);
    writeFileSync(
      join(root, 'project', 'reports', 'case.json'),
      stored({ rule: { name: 'mine', file: 'mine.js', home: '..' } }),
    );
    const inItsHome = await runCommand('replay', join(root, 'project', 'reports', 'case.json'));
    expect(inItsHome.out).toMatch(/^imports \.\/\.\.\/project\/mine\.js\n/);
    expect(inItsHome.code).not.toBe(2);
    write('case.json', stored({ rule: { name: 'gd', file: 'gd.js' } }));
    expect((await runCommand('replay', 'case.json')).out).toMatch(/^imports gd\.js\n/);
    write('case.json', stored({ rule: { name: 'mine', file: join(root, 'project', 'mine.js') } }));
    expect((await runCommand('replay', 'case.json')).code).toBe(2);
    expect((await runCommand('replay', 'case.json', '--allow-outside')).code).not.toBe(2);
    write('case.json', stored({}));
    expect((await runCommand('replay', 'case.json')).out).not.toContain('imports');
  });
});
