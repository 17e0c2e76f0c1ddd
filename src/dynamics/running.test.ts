import { describe, expect, it } from 'vitest';
import quadratic from '../losses/quadratic.ts';
import type { LearningRule } from '../types/rule.ts';
import type { Run, Running } from '../types/run.ts';
import { isAnswered, runAtOnce, trajectories, trajectory } from './running.ts';

const loss = quadratic.build({ spectrum: [1, 1], rotation: null, centre: [0, 0] });

const run: Run = { theta: [1, -2], stepSize: 0.5, steps: 3, seed: 4, hyperparameters: { a: 1 } };

const rule: LearningRule = { update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d) };

/** How many runs are made where these are asked for one after the other. */
const made = (...runs: readonly Run[]): number => {
  let count = 0;
  const counting: LearningRule = { ...rule, init: () => count++ };
  const asking = function* (): Running<void> {
    for (const each of runs) yield* trajectory(counting, loss, each);
  };
  runAtOnce(asking());
  return count;
};

describe('runAtOnce(running)', () => {
  it('gives each trajectory to who asked for it, in order', () => {
    const asking = function* (): Running<readonly number[]> {
      const one = yield* trajectory(rule, loss, run);
      const both = yield* trajectories([1, 2].map((steps) => ({ rule, loss, run: { ...run, steps } })));
      const none = yield* trajectories([]);
      return [one, ...both, ...none].map(({ steps }) => steps.length);
    };
    expect(runAtOnce(asking())).toEqual([3, 1, 2]);
  });

  it('makes one run of those that are equal by value', () => {
    expect(made(run, { ...run, theta: Float64Array.of(1, -2), hyperparameters: { a: 1 } })).toBe(1);
    expect(made({ ...run, keepsShown: true }, run)).toBe(1);
    expect(made(run, { ...run, keepsShown: true })).toBe(2);
  });

  it('makes each run that differs in anything, or whose functions may', () => {
    const others: readonly Partial<Run>[] = [
      { theta: [1, -2, 0] },
      { theta: [1, 2] },
      { stepSize: 1 },
      { steps: 2 },
      { seed: 5 },
      { hyperparameters: {} },
      { hyperparameters: { a: 2 } },
      { gradient: 'sample' },
      { frozen: true },
      { repetition: 1 },
      { random: () => 0.5 },
      { beforeStep: () => {} },
    ];
    for (const changes of others) expect(made(run, { ...run, ...changes })).toBe(2);
    const within = <Result>(work: () => Result): Result => work();
    expect(made({ ...run, within }, { ...run, within })).toBe(2);
    expect(made({ ...run, guest: run })).toBe(2);
  });

  it('forgets what was asked for long ago', () => {
    const many = Array.from({ length: 20 }, (_, seed): Run => ({ ...run, seed }));
    expect(made(...many, many.at(-1)!)).toBe(20);
    expect(made(...many, many[0]!)).toBe(21);
  });
});

it('isAnswered(asked, known) is whether one run is the other', () => {
  const known = { rule, loss, run };
  expect(isAnswered({ rule, loss, run: { ...run } }, known)).toBe(true);
  expect(isAnswered({ rule: { ...rule }, loss, run }, known)).toBe(false);
  expect(isAnswered({ rule, loss: { ...loss }, run }, known)).toBe(false);
});
