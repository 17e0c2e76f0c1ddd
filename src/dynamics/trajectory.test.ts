import { describe, expect, it } from 'vitest';
import quadratic from '../losses/quadratic.ts';
import adam from '../rules/adam.ts';
import randomCoordinateDescent from '../rules/randomCoordinateDescent.ts';
import type { Loss } from '../types/loss.ts';
import type { LearningRule } from '../types/rule.ts';
import { type Run, runTrajectory, trajectorySteps } from './trajectory.ts';

/** ½‖θ‖² in two dimensions. */
const bowl: Loss = quadratic.build({ spectrum: [1, 1], rotation: null, centre: [0, 0] });

const run: Run = { theta: [1, -2], stepSize: 0.5, steps: 3, seed: 4, hyperparameters: {} };

const descent: LearningRule = {
  update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d),
};

const deltas = (rule: LearningRule, changes: Partial<Run> = {}): number[][] =>
  runTrajectory(rule, bowl, { ...run, ...changes }).steps.map(({ delta }) => [...delta]);

describe('runTrajectory(rule, loss, run)', () => {
  it('adds up displacements and times', () => {
    const { steps, end, draws } = runTrajectory(descent, bowl, run);
    expect(steps.map(({ theta }) => [...theta])).toEqual([
      [1, -2],
      [0.5, -1],
      [0.25, -0.5],
    ]);
    expect(steps.map(({ time }) => time)).toEqual([0, 0.5, 1]);
    expect([...(steps[2]?.next ?? [])]).toEqual([0.125, -0.25]);
    expect({ end, draws }).toEqual({ end: 'completed', draws: 0 });
  });

  it('shows the rule arrays of its own, which share memory with nothing and record nothing', () => {
    const dimension = 20;
    const wide = quadratic.build({
      spectrum: Array(dimension).fill(1),
      rotation: null,
      centre: Array(dimension).fill(0),
    });
    const seen: Float64Array[] = [];
    const hoarder: LearningRule = {
      init: (theta) => void seen.push(theta),
      update({ theta, gradient, stepSize }) {
        // What was shown at the last step is the rule's own by now.
        for (const array of seen) array.fill(9);
        const delta = gradient.map((d) => -stepSize * d);
        seen.push(theta, gradient, delta);
        return delta;
      },
    };
    const start = { ...run, theta: Array(dimension).fill(1) };
    const recorded = runTrajectory(hoarder, wide, start).steps;
    expect(seen).toHaveLength(10);
    for (const array of seen) expect(array.buffer.byteLength).toBe(8 * dimension);
    expect(recorded).toEqual(runTrajectory(descent, wide, start).steps);
    const open = runTrajectory(hoarder, wide, { ...start, history: recorded }).steps;
    for (const array of seen) expect(array.buffer.byteLength).toBe(8 * dimension);
    expect(open.map(({ theta, gradient }) => ({ theta, gradient }))).toEqual(
      recorded.map(({ theta, gradient }) => ({ theta, gradient })),
    );
  });

  it('stops the clock where it is frozen', () => {
    const { steps } = runTrajectory(descent, bowl, { ...run, frozen: true });
    expect(steps.map(({ time }) => time)).toEqual([0, 0, 0]);
  });

  it('shows a prescribed history whatever the rule does, and ends with it', () => {
    const shown = [
      { theta: Float64Array.of(5, 5), gradient: Float64Array.of(2, 0) },
      { theta: Float64Array.of(7, 7), gradient: Float64Array.of(0, 4) },
    ];
    expect(deltas(descent, { history: shown })).toEqual([
      [-1, -0],
      [-0, -2],
    ]);
  });

  it('continues from where another run stopped, bit for bit', () => {
    for (const rule of [adam, randomCoordinateDescent]) {
      const whole = runTrajectory(rule, bowl, { ...run, steps: 6 });
      const half = runTrajectory(rule, bowl, run);
      const rest = runTrajectory(rule, bowl, {
        ...run,
        theta: half.steps[2]?.next ?? [],
        steps: 6,
        from: { step: 3, time: 1.5, state: half.state, draws: half.draws },
      });
      expect(rest.steps).toEqual(whole.steps.slice(3));
      expect(rest.draws).toBe(whole.draws);
    }
  });

  it('draws from a given source in place of the seeded one', () => {
    const rule: LearningRule = { update: ({ theta, random }) => theta.map(() => random()) };
    expect(deltas(rule, { random: () => 0.25, steps: 1 })).toEqual([[0.25, 0.25]]);
  });

  it('gives equal results for equal seeds and others for others', () => {
    const rule: LearningRule = { update: ({ theta, random }) => theta.map(() => random()) };
    expect(deltas(rule)).toEqual(deltas(rule));
    expect(deltas(rule)).not.toEqual(deltas(rule, { seed: 5 }));
  });

  it('keeps the state where an update hands back none', () => {
    const rule: LearningRule<{ count: number }> = {
      init: () => ({ count: 0 }),
      update: ({ theta }, state) => {
        state.count++;
        return { delta: theta.map(() => state.count) };
      },
    };
    expect(deltas(rule).map(([first]) => first)).toEqual([1, 2, 3]);
  });

  it('ends where a run leaves the range of its precision', () => {
    const away: LearningRule = { update: ({ theta }) => theta.map((value) => 1e16 * value) };
    expect(runTrajectory(away, bowl, { ...run, steps: 20 }).end).toBe('diverged');
    const single = runTrajectory({ ...away, precision: 'float32' }, bowl, run);
    expect({ end: single.end, steps: single.steps.length }).toEqual({ end: 'diverged', steps: 1 });
    expect(runTrajectory(descent, bowl, { ...run, theta: [1e10, 0], stepSize: 1e300 }).end).toBe('diverged');
    const steep: Loss = { ...bowl, gradient: () => Float64Array.of(1e200, 0) };
    expect(runTrajectory(descent, steep, run)).toMatchObject({ end: 'diverged', steps: [] });
  });

  const thenable = { ...Object.fromEntries([['then', () => undefined]]), delta: [0, 0] };
  const holed = { length: 2 };
  const faults: readonly (readonly [string, LearningRule, string, string])[] = [
    ['a thrown error', { update: () => fail(new RangeError('no')) }, 'throws', 'RangeError: no'],
    ['a thrown string', { update: () => fail('no') }, 'throws', 'threw a string'],
    ['a thrown object', { update: () => fail({ code: 1 }) }, 'throws', 'threw an object with keys code'],
    ['a thrown nothing', { update: () => fail(undefined) }, 'throws', 'threw undefined'],
    ['a promise', { update: () => thenable }, 'async', 'promise'],
    ['an object without entries', { update: () => holed }, 'not-an-array', 'keys length'],
    ['a short array', { update: () => [1] }, 'wrong-length', 'length 1, θ has 2'],
    ['NaN', { update: () => [1, Number.NaN] }, 'not-finite', 'Δθ[1] is NaN'],
    ['a changed θ', { update: ({ theta }) => theta.fill(9) }, 'mutates-theta', 'update changed theta'],
    ['a changed gradient', { update: ({ gradient }) => gradient.fill(9) }, 'mutates-gradient', 'gradient'],
    ['an error in init', { ...descent, init: () => fail(new Error('no')) }, 'throws', 'init: Error: no'],
    ['θ changed by init', { ...descent, init: (theta) => theta.fill(9) }, 'mutates-theta', 'init changed'],
    [
      'changed hyperparameters',
      { update: ({ theta, hyperparameters }) => [Object.assign(hyperparameters, { a: 1 }).a, theta.length] },
      'throws',
      'TypeError',
    ],
    [
      'entries that are no numbers',
      { update: () => ({ delta: { ...holed, 0: 1 } }) },
      'not-an-array',
      'delta',
    ],
    ['null', { update: () => JSON.parse('null') }, 'not-an-array', 'returned null'],
    ['a number', { update: () => JSON.parse('3') }, 'not-an-array', 'a number'],
    ['an empty object', { update: () => JSON.parse('{}') }, 'not-an-array', '(none)'],
    ['an array with a hole', { update: () => new Array(2) }, 'not-an-array', 'Δθ[0] is undefined'],
  ];

  it.each(faults)('names %s and ends there', (_, rule, kind, message) => {
    const { end, fault } = runTrajectory(rule, bowl, run);
    expect(end).toBe('fault');
    expect(fault?.kind).toBe(kind);
    expect(fault?.message).toContain(message);
  });

  it('announces init and every step before it is made', () => {
    const announced: number[] = [];
    runTrajectory(adam, bowl, { ...run, announce: (step) => announced.push(step) });
    expect(announced).toEqual([-1, 0, 1, 2]);
  });
});

describe('trajectorySteps(rule, loss, run)', () => {
  it('makes one step at a time', () => {
    const steps = trajectorySteps(descent, bowl, run);
    expect(steps.next().value).toMatchObject({ index: 0 });
    expect(steps.next().value).toMatchObject({ index: 1 });
  });
});

const fail = (reason: unknown): never => {
  throw reason;
};
