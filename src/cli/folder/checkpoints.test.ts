import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { emptyBatch } from '../../campaign/batches.ts';
import type { CampaignState } from '../../campaign/state.ts';
import { openCheckpoints, resumedSeed } from './checkpoints.ts';

const folder = mkdtempSync(join(tmpdir(), 'checkpoints-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const state: CampaignState = {
  files: [],
  through: 3,
  beyond: [5],
  done: 75,
  stored: { tried: 0, failing: 0 },
  isOver: false,
  batches: [emptyBatch],
  contained: emptyBatch,
  first: [],
  pilingUp: [],
  kills: 0,
  more: [[{ from: 10, runs: 12 }]],
};
const run = { key: 'a run', seed: 7 };
const silent = (line: string): never => {
  throw new Error(line);
};

it('openCheckpoints(report, run, tell) reads what an earlier process has written, rule by rule, until the run is over', () => {
  const report = join(folder, 'read');
  const first = openCheckpoints(report, run, silent);
  expect(first.spent).toBe(0);
  const resume = first.of(1);
  expect(resume.state).toBeUndefined();
  resume.save(() => state);
  // It is written every second at most.
  resume.save(() => ({ ...state, done: 100 }));
  expect(readdirSync(join(report, '.resume')).sort()).toEqual(['1.json', 'run.json']);
  expect(resumedSeed(report)).toBe(7);
  const again = openCheckpoints(report, run, silent);
  expect(again.of(0).state).toBeUndefined();
  expect(again.of(1).state).toEqual(state);
  expect(again.spent).toBeGreaterThan(0);
  again.remove();
  expect(existsSync(join(report, '.resume'))).toBe(false);
  expect(resumedSeed(report)).toBeUndefined();
});

it('openCheckpoints(report, run, tell) says once that a state cannot be written', () => {
  const report = join(folder, 'unwritable');
  const lines: string[] = [];
  const { of } = openCheckpoints(report, run, (line) => lines.push(line));
  rmSync(join(report, '.resume'), { recursive: true });
  writeFileSync(join(report, '.resume'), 'a file where the folder was');
  const { save } = of(0);
  save(() => state);
  save(() => state);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^--resume: how far it has come cannot be kept \(.+\)$/);
});
