import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lastPlace, readText, scratchPrefix, scratchVariable, userPlace } from './lastWords.ts';

const folder = mkdtempSync(join(tmpdir(), 'last-words-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What Python prints of a stack, the innermost call first. */
const stackOf = (...files: readonly string[]): string =>
  [
    'Current thread 0x1 (most recent call first):',
    ...files.map((file, i) => `  File "${file}", line ${i + 1} in f`),
  ].join('\n');

describe('userPlace(text)', () => {
  it('is the innermost line outside of packages and of Python itself', () => {
    const others = [
      '<frozen runpy>',
      '/usr/lib/python3/a.py',
      '/x/site-packages/torch/b.py',
      '/x/natgrad_check/c.py',
    ];
    expect(userPlace(stackOf(...others, '/elsewhere/mine.py', '/elsewhere/main.py'))).toBe(
      '/elsewhere/mine.py:5',
    );
    expect(userPlace(stackOf(...others))).toBeUndefined();
    expect(userPlace('')).toBeUndefined();
  });

  it('names a file below this folder as it is seen from here', () => {
    expect(userPlace(stackOf(join(process.cwd(), 'rules', 'mine.py')))).toBe(`${join('rules', 'mine.py')}:1`);
  });

  it('reads the last stack of several, and an exit before any', () => {
    const text = `${stackOf('/a/early.py')}\n${stackOf('/a/late.py')}`;
    expect(userPlace(text)).toBe('/a/late.py:1');
    expect(userPlace(`${text}\nos._exit(3) at mine.py:8\n`)).toBe('mine.py:8');
  });
});

describe('lastPlace(folder, pid)', () => {
  it('reads the logs of the subjects of that process alone', async () => {
    for (const [name, text] of [
      ['subject-41-a', stackOf('/a/other.py')],
      ['subject-42-a', 'nothing of a stack'],
      ['subject-42-b', stackOf('/a/mine.py')],
    ] as const) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'log'), text);
    }
    mkdirSync(join(folder, 'subject-42-c'));
    expect(await lastPlace(folder, 42)).toBe('/a/mine.py:1');
    expect(await lastPlace(folder, 4)).toBeUndefined();
  });
});

it('readText(file) is empty where there is no file', () => {
  expect(readText(join(folder, 'nowhere'))).toBe('');
});

it('scratchPrefix() lies in the folder that the host names, where that is there', () => {
  const before = process.env[scratchVariable];
  const prefixIn = (given: string): string => {
    process.env[scratchVariable] = given;
    return scratchPrefix();
  };
  try {
    expect(prefixIn(folder)).toBe(join(folder, `subject-${process.pid}-`));
    expect(prefixIn(join(folder, 'nowhere'))).toBe(join(tmpdir(), `subject-${process.pid}-`));
  } finally {
    if (before === undefined) delete process.env[scratchVariable];
    else process.env[scratchVariable] = before;
  }
});
