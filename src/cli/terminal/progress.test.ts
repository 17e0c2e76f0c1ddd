import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { campaignProgress, openProgress, timeLeft } from './progress.ts';

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
  for (const [passed, share] of [
    [1999, 0.5],
    [5000, 0],
    [5000, 1],
    [5000, Number.NaN],
  ] as const)
    expect(timeLeft(passed, share)).toEqual([]);
});
