import { describe, expect, it } from 'vitest';
import driftingQuadratic from '../losses/driftingQuadratic.ts';
import quadratic from '../losses/quadratic.ts';
import type { Loss } from '../types/loss.ts';
import type { LearningRule } from '../types/rule.ts';
import { evaluate } from './evidence.ts';
import { lossPath } from './lossPath.ts';
import { runTrajectory, type Trajectory } from './trajectory.ts';

/** ½(θ − 1)². */
const bowl: Loss = quadratic.build({ spectrum: [1], rotation: null, centre: [1] });

const descent: LearningRule = { update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d) };

const pathFrom = (theta: number, stepSize: number, loss = bowl) =>
  pathOf(
    loss,
    runTrajectory(descent, loss, { theta: [theta], stepSize, steps: 2, seed: 0, hyperparameters: {} }),
  );

const pathOf = (objective: Loss, ran: Pick<Trajectory, 'steps' | 'end'>) =>
  lossPath(
    evaluate(ran, { objective, precision: 'float64', arithmetic: 'float64', roundings: 1, shown: true }),
  );

describe('lossPath(evidence)', () => {
  it('holds the loss before every step and after the last', () => {
    expect(pathFrom(3, 0.5).values).toEqual([2, 0.5, 0.125]);
  });

  it('tells a fall from a rise', () => {
    expect(pathFrom(3, 0.5).compare(0, 2)).toBe('fell');
    expect(pathFrom(3, 3).compare(0, 1)).toBe('rose');
  });

  it('blames a loss that rises by itself on no rounding where θ rests at 0', () => {
    // (θ − t)², from θ = 0 at rest.
    const loss = driftingQuadratic.build({ spectrum: [2], rotation: null, drift: [1] });
    const still: LearningRule = { update: () => [0] };
    const run = { theta: [0], stepSize: 0.5, steps: 2, seed: 0, hyperparameters: {} };
    const path = pathOf(loss, runTrajectory(still, loss, run));
    expect(path.values.slice(0, 2)).toEqual([0, 0.25]);
    expect([path.compare(0, 1), path.rests]).toEqual(['rose', [true, true]]);
  });

  it('calls a change of a few units in the last place of θ undecided', () => {
    const nearby = 1 + 2 * Number.EPSILON;
    const uphill: LearningRule = { update: () => [Number.EPSILON] };
    const trajectory = runTrajectory(uphill, bowl, {
      theta: [nearby],
      stepSize: 1,
      steps: 1,
      seed: 0,
      hyperparameters: {},
    });
    const path = pathOf(bowl, trajectory);
    expect(path.values[1]).toBeGreaterThan(path.values[0] ?? Number.NaN);
    expect(path.compare(0, 1)).toBe('undecided');
  });

  it('calls a loss that overflows a rise', () => {
    const wall: Loss = { ...bowl, value: ([x = 0]) => (x < 0 ? Number.POSITIVE_INFINITY : 1) };
    expect(pathFrom(3, 3, wall).compare(0, 1)).toBe('rose');
  });

  it('sees which steps leave θ where it is', () => {
    expect(pathFrom(1, 0.5).rests).toEqual([true, true]);
    expect(pathFrom(3, 1).rests).toEqual([false, true]);
  });

  it('is empty for a run without a step', () => {
    expect(pathOf(bowl, { steps: [], end: 'diverged' }).values).toEqual([]);
  });
});
