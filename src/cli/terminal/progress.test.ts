import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { campaignProgress, openProgress, progressLines, timeLeft } from './progress.ts';

/** A stream that is a terminal, with what was drawn on it. */
const screen = (columns: number | undefined) => {
  const stream = Object.assign(new PassThrough(), { isTTY: true, ...(columns !== undefined && { columns }) });
  return { stream, drawn: (): string => String(stream.read() ?? '') };
};

describe('openProgress(quiet, stream, unit)', () => {
  const { CI, TERM } = process.env;
  beforeEach(() => {
    delete process.env.CI;
    process.env.TERM = 'xterm';
  });
  afterEach(() => {
    delete process.env.CI;
    if (CI !== undefined) process.env.CI = CI;
    process.env.TERM = TERM ?? 'dumb';
  });

  it('draws how far a run is on one line that fits the terminal, and clears it', () => {
    const { stream, drawn } = screen(60);
    const progress = openProgress(false, stream, 'cases');
    progress.update('adam', 500, 2000);
    expect(drawn()).toBe('\r\u001b[2K███░░░░░░░ 500/2,000 cases  adam');
    progress.clear();
    expect(drawn()).toBe('\r\u001b[2K');
  });

  it('draws at most ten times a second, but for the end', () => {
    const { stream, drawn } = screen(undefined);
    const progress = openProgress(false, stream, 'cases');
    for (let done = 1; done < 1000; done++) progress.update('a name that is far too long for it', done, 1000);
    expect(drawn().split('\r').length - 1).toBeLessThanOrEqual(2);
    progress.update('a name that is far too long for it', 1000, 1000);
    expect(drawn()).toBe(`\r\u001b[2K${'█'.repeat(18)} 1,000/1,000 cases  a name that is far too …`);
    progress.update('empty', 0, 0);
    expect(drawn()).toContain('░'.repeat(18));
  });

  it.each([
    ['it is to be quiet', true, {}],
    ['a CI log is written', false, { CI: 'true' }],
    ['the terminal is dumb', false, { TERM: 'dumb' }],
  ])('draws nothing where %s', (_, quiet, environment) => {
    Object.assign(process.env, environment);
    const { stream, drawn } = screen(80);
    const progress = openProgress(quiet, stream, 'cases');
    progress.update('adam', 1, 2);
    progress.clear();
    expect(drawn()).toBe('');
  });

  it('draws nothing on a stream that is no terminal', () => {
    const stream = new PassThrough();
    openProgress(false, stream, 'cases').update('adam', 1, 2);
    expect(stream.read()).toBeNull();
  });
});

it('campaignProgress(progress, position) notes the first case that refutes what a rule is held to, at once', () => {
  const { CI, TERM } = process.env;
  delete process.env.CI;
  process.env.TERM = 'xterm';
  const { stream, drawn } = screen(60);
  const read = campaignProgress(openProgress(false, stream, 'cases'), {
    index: 1,
    of: 2,
    failures: new Set(),
    earlier: { share: 0 },
    end: Number.POSITIVE_INFINITY,
  });
  if (CI !== undefined) process.env.CI = CI;
  process.env.TERM = TERM ?? 'dumb';
  const loss = { family: 'quadratic', parameters: null };
  const scenario = { loss, theta: [1], stepSize: 1, steps: 1, seed: 0, hyperparameters: {} };
  const found = (required: boolean, sentence: string): void =>
    read({
      kind: 'found',
      check: { id: 'small-step', claim: 'it descends', required },
      observed: { index: 0, scenario, observation: { status: 'refuted', margin: -1, sentence } },
    });
  found(false, 'unclaimed');
  expect(drawn()).toBe('');
  found(true, 'step 0 goes uphill');
  found(true, 'again');
  expect(drawn()).toBe('\r\u001b[2K✗ small-step, not shrunk yet: step 0 goes uphill\n');
  read({ kind: 'progress', done: 0 });
  expect(drawn()).toContain(' 0/0 cases  ✗ 1  2/2');
});

it('timeLeft(passed, share) is what is left at the pace so far, and nothing before that is known', () => {
  expect(timeLeft(3000, 0.25)).toEqual(['9 s left']);
  expect(timeLeft(60_000, 0.1)).toEqual(['9 min left']);
  expect(timeLeft(600_000, 0.02)).toEqual(['8 h 10 min left']);
  // Half of it was done before: the other half takes as long as it has taken to do a tenth of it, ten times.
  expect(timeLeft(3000, 0.55, { earlier: 0.5 })).toEqual(['27 s left']);
  expect(timeLeft(60_000, 0.1, { most: 20_000 })).toEqual(['20 s left']);
  expect(timeLeft(60_000, 0.1, { most: -5 })).toEqual(['0 s left']);
  for (const [passed, share] of [
    [1999, 0.5],
    [5000, 0],
    [5000, 1],
    [5000, Number.NaN],
  ] as const)
    expect(timeLeft(passed, share)).toEqual([]);
});

it('progressLines(write, unit, clock) tells a log at a low rate how far a long run is, and what was found', () => {
  const lines: string[] = [];
  let now = 5;
  const { update } = progressLines(
    (line) => lines.push(line),
    'cases',
    () => now,
  );
  const read = campaignProgress(
    { update, note: () => {}, clear: () => {} },
    { index: 0, of: 2, failures: new Set(), earlier: { share: 0 }, end: Number.POSITIVE_INFINITY },
  );
  const check = { id: 'small-step', claim: 'it descends', required: true };
  const description = {
    ...{ name: 'mine', promise: '', claimedTraits: [], checks: [], suspicions: [] },
    ...{ notApplicable: [], reachable: [], files: [] },
  };
  read({ kind: 'planned', description, total: 1000 });
  const at = (minutes: number, done: number, decided?: number): void => {
    now = 5 + minutes * 60_000;
    read({ kind: 'progress', done, ...(decided !== undefined && { decided }) });
  };
  at(0.9, 200, 30);
  at(1, 250, 300);
  at(1.9, 300, 400);
  read({ kind: 'extended', total: 1_000_000 });
  at(2, 250_000, 2);
  read({ kind: 'resumed', done: 100_000, refuted: [{ ...check, required: false }] });
  at(3, 260_000);
  at(4, 500_000);
  read({ kind: 'resumed', done: 0, refuted: [check] });
  at(8, 750_000);
  at(16, 750_000);
  at(25, 750_000);
  at(26, 1_000_000);
  expect(lines).toEqual([
    'natgrad-check: 1/2 mine: 250 of 1,000 cases, nothing refuted so far, risk < 1/100, 7 min left\n',
    'natgrad-check: 1/2 mine: 250,000 of 1,000,000 cases, nothing refuted so far, 14 min left\n',
    'natgrad-check: 1/2 mine: 500,000 of 1,000,000 cases, nothing refuted so far, 15 min left\n',
    'natgrad-check: 1/2 mine: 750,000 of 1,000,000 cases, 1 check refuted so far, 15 min left\n',
    'natgrad-check: 1/2 mine: 750,000 of 1,000,000 cases, 1 check refuted so far, 31 min left\n',
    'natgrad-check: 1/2 mine: 1,000,000 of 1,000,000 cases, 1 check refuted so far, 29 min left\n',
  ]);
});

it('progressLines(write, unit, clock) says nothing of failures where none are counted', () => {
  const lines: string[] = [];
  let now = 0;
  const { update } = progressLines(
    (line) => lines.push(line),
    'claims',
    () => now,
  );
  now = 60_000;
  update('all', 60, 80);
  expect(lines).toEqual(['natgrad-check: all: 60 of 80 claims, 20 s left\n']);
});
