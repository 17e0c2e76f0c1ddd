import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { syntheticReport } from '../../properties/report/syntheticReport.ts';
import type { Counterexample } from '../types/report.ts';
import { openCorpus } from './corpus.ts';

const folder = mkdtempSync(join(tmpdir(), 'corpus-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const found = Object.values(syntheticReport(2).counterexamples)[0]!;
const at = (...theta: readonly number[]): Counterexample => ({
  ...found,
  minimal: { ...found.minimal, theta },
});

const told: string[] = [];
const write = (place: string, text: string): void => {
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, text);
};
const thetas = (path: string): readonly unknown[] =>
  openCorpus(path, write, (line) => told.push(line))
    .stored(found.rule.name)
    .map(({ scenario }) => scenario.theta)
    .sort();

it('what two runs keep is there for a third, the same once', () => {
  const path = join(folder, 'shared');
  const [one, two] = [openCorpus(path, write, fail), openCorpus(path, write, fail)];
  one.keep(at(1, 2));
  two.keep(at(3, 4));
  two.keep({ ...at(1, 2), index: 7, seed: 8 });
  expect(thetas(path)).toEqual([
    [1, 2],
    [3, 4],
  ]);
  expect(openCorpus(path, write, fail).stored('another')).toEqual([]);
});

const fail = (line: string): never => {
  throw new Error(line);
};

it('a corpus that cannot be written is read, and that is told once', () => {
  const path = join(folder, 'read-only');
  openCorpus(path, write, fail).keep(at(1));
  const lines: string[] = [];
  const readOnly = openCorpus(
    path,
    () => fail('read only'),
    (line) => lines.push(line),
  );
  readOnly.keep(at(1));
  expect(lines).toEqual([]);
  readOnly.keep(at(2));
  readOnly.keep(at(3));
  expect(lines).toEqual([`${path}: is read, and cannot be written (read only)`]);
  expect(readOnly.stored(found.rule.name)).toHaveLength(1);
});

it('what another run has written meanwhile is no fault', () => {
  const path = join(folder, 'raced');
  const raced = openCorpus(
    path,
    (place, text) => {
      write(place, text);
      fail('is there by now');
    },
    fail,
  );
  raced.keep(at(1));
  expect(thetas(path)).toEqual([[1]]);
});

it('a file that is no counterexample is told of and passed over', () => {
  const path = join(folder, 'odd');
  openCorpus(path, write, fail).keep(at(1));
  const [rule] = readdirSync(path);
  writeFileSync(join(path, rule!, 'odd.json'), '{ "half');
  expect(thetas(path)).toEqual([[1]]);
  expect(told.at(-1)).toMatch(/^skipped .*odd\.json: is no counterexample that can be run/);
});
