import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { partFolders } from './partFolders.ts';

const folder = mkdtempSync(join(tmpdir(), 'parts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (...names: readonly string[]): string => join(folder, ...names);
for (const name of ['part-1', 'part-2', 'part-10', 'deep/part-3/reports', '.hidden', 'whole']) {
  mkdirSync(at('all', name), { recursive: true });
  writeFileSync(at('all', name, 'report.json'), '{}');
}
mkdirSync(at('all', 'part-1', 'counterexamples'));
mkdirSync(at('empty'));

const found = (...typed: readonly string[]): readonly string[] =>
  partFolders(
    typed.map((name) => at(name)),
    at('all', 'whole'),
  );
const paths = (...names: readonly string[]): readonly string[] => names.map((name) => at('all', name));

it('partFolders(typed, target) takes a report folder as it is, also the one that is written to', () => {
  expect(found('all/part-2', 'all/whole')).toEqual(paths('part-2', 'whole'));
});

it('partFolders(typed, target) finds all parts in a folder, numbers in their order, and not what it writes', () => {
  expect(found('all')).toEqual(paths('deep/part-3/reports', 'part-1', 'part-2', 'part-10'));
});

it('partFolders(typed, target) finds what a pattern names, each part once', () => {
  expect(found('all/part-?', 'all/part-*')).toEqual(paths('part-1', 'part-2', 'part-10'));
  expect(found('a*/deep/*')).toEqual(paths('deep/part-3/reports'));
  expect(found('*')).toEqual(found('all'));
});

it('partFolders(typed, target) takes patterns from the working folder', () => {
  const home = process.cwd();
  process.chdir(folder);
  try {
    expect(partFolders(['al*/part-1*'], 'reports')).toEqual(['all/part-1', 'all/part-10']);
  } finally {
    process.chdir(home);
  }
});

it('partFolders(typed, target) leaves it to the reader to say that a folder is not there', () => {
  expect(found('gone')).toEqual([at('gone')]);
});

it.each(['empty', 'all/part-[1]*', 'gone/*'])(
  'partFolders(typed, target) refuses %s, which names no part',
  (name) => {
    expect(() => found(name)).toThrow(/no report is in there/);
  },
);
