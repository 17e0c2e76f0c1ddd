import { describe, expect, it } from 'vitest';
import { precisions } from '../../properties/plain/precisions.ts';
import { unitRoundoffOf } from '../linalg/rounding.ts';
import miniBatchLeastSquares from '../losses/miniBatchLeastSquares.ts';
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

  it('takes whatever is thrown for a fault of the rule, a proxy whose traps throw as well', () => {
    const trap = (): never => {
      throw new Error('trap');
    };
    const thrown = new Proxy({}, { get: trap, getPrototypeOf: trap });
    const throwing = (): never => {
      throw thrown;
    };
    for (const rule of [{ update: throwing }, { init: throwing, update: () => [0, 0] }])
      expect(runTrajectory(rule, bowl, run)).toMatchObject({ end: 'fault', fault: { kind: 'throws' } });
  });

  it('shows the gradient of one sample after another, each as often as the others', () => {
    const loss = miniBatchLeastSquares.build({
      inputs: [
        [1, 0],
        [0, 1],
        [1, 1],
      ],
      targets: [1, 2, -3],
    });
    const theta = Float64Array.of(0.5, -1);
    const still: LearningRule = { update: () => [0, 0] };
    const options = { ...run, theta, steps: 3000 } as const;
    const { steps, random } = runTrajectory(still, loss, { ...options, gradient: 'sample' });
    const counts = new Map<string, number>(
      [0, 1, 2].map((sample) => [loss.samples!.gradient(theta, sample, 0).join(), 0]),
    );
    for (const { gradient } of steps) counts.set(gradient.join(), counts.get(gradient.join())! + 1);
    expect(counts.size).toBe(3);
    // Six standard deviations of a share of 1/3 in 3000 draws are 155.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(155);
    expect(random).toBe(false);
    for (const given of [{}, { gradient: 'full' as const }]) {
      const full = runTrajectory(still, loss, { ...options, ...given, steps: 20 });
      expect(full.steps.every(({ gradient }) => sameNumbers(gradient, loss.gradient(theta)))).toBe(true);
    }
  });

  it('draws from a seed what it always drew: a stored case holds the seed, and none of the draws', () => {
    const drawn: number[] = [];
    const drawing: LearningRule = {
      init: (_theta, { random }) => void drawn.push(random()),
      update: ({ random }) => {
        drawn.push(random());
        return [0, 0];
      },
    };
    runTrajectory(drawing, bowl, { ...run, seed: 4, steps: 2 });
    expect(drawn).toEqual([0.8661271024709185, 0.27852698110700236, 0.5653762620937902]);
    // At θ = 0 the gradient of sample k is −(k, 0), k from 1.
    const loss = miniBatchLeastSquares.build({
      inputs: Array(10).fill([1, 0]),
      targets: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    });
    const still: LearningRule = { update: () => [0, 0] };
    const { steps } = runTrajectory(still, loss, {
      ...run,
      theta: [0, 0],
      seed: 4,
      steps: 8,
      gradient: 'sample',
    });
    expect(steps.map(({ gradient }) => -gradient[0]!)).toEqual([1, 2, 2, 8, 3, 8, 9, 9]);
  });

  it('shows the gradient of a loss without samples where one sample is asked for', () => {
    expect(deltas(descent, { gradient: 'sample', steps: 1 })).toEqual([[-0.5, 1]]);
  });

  it('tells whether init or update drew a number, and how many', () => {
    const drawing: LearningRule<number> = {
      init: (_theta, { random }) => random(),
      update: () => [0, 0],
    };
    const later: LearningRule = { update: ({ random, step }) => [0, step === 2 ? random() : 0] };
    expect(runTrajectory(descent, bowl, run)).toMatchObject({ random: false, draws: 0 });
    expect(runTrajectory(drawing, bowl, run)).toMatchObject({ random: true, draws: 1 });
    expect(runTrajectory(later, bowl, run)).toMatchObject({ random: true, draws: 1 });
    expect(runTrajectory(later, bowl, { ...run, steps: 2 })).toMatchObject({ random: false, draws: 0 });
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

  it('shows the θ of a history, to init that of its first entry', () => {
    const seen: number[][] = [];
    const watching: LearningRule<undefined> = {
      init: (theta) => void seen.push([...theta]),
      update({ theta }) {
        seen.push([...theta]);
        return [1, 1];
      },
    };
    const gradient = Float64Array.of(0, 0);
    const history = [5, 7].map((x) => ({ theta: Float64Array.of(x, -x), gradient }));
    const { steps } = runTrajectory(watching, bowl, { ...run, history });
    expect(seen).toEqual([
      [5, -5],
      [5, -5],
      [7, -7],
    ]);
    expect([...steps[1]!.next]).toEqual([8, -6]);
  });

  it('makes no step on an empty history', () => {
    for (const init of [undefined, () => 1]) {
      const rule: LearningRule = { ...descent, ...(init && { init }) };
      expect(runTrajectory(rule, bowl, { ...run, history: [] })).toMatchObject({
        end: 'completed',
        steps: [],
      });
    }
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

  it('replaces the state by what an update hands back, be it nothing, and by nothing else', () => {
    const counting: LearningRule<number | undefined> = {
      init: () => 1,
      update: ({ step }, state = 100) => ({ delta: [state, 0], state: step === 1 ? undefined : 2 * state }),
    };
    expect(deltas(counting, { steps: 4 }).map(([first]) => first)).toEqual([1, 2, 100, 200]);
    const bare: LearningRule<number[]> = {
      init: () => [3],
      update: (_context, state) => [state[0]!, 0],
    };
    expect(deltas(bare).map(([first]) => first)).toEqual([3, 3, 3]);
  });

  it('takes null for a state like any other', () => {
    const rule: LearningRule<null> = {
      init: () => JSON.parse('null'),
      update: ({ theta }, state) => theta.map(() => (state === null ? 1 : 2)),
    };
    expect(deltas(rule, { steps: 1 })).toEqual([[1, 1]]);
  });

  it('takes an object with Δθ that happens to have a then for no promise', () => {
    const named = { ...Object.fromEntries([['then', 'what follows']]), delta: [1, 2] };
    expect(deltas({ update: () => named }, { steps: 1 })).toEqual([[1, 2]]);
  });

  it.each([
    ['float64', 1e100, 1e150],
    ['float32', 1e15, 1e18],
    ['bfloat16', 2 ** 50, 2 ** 60],
    ['float16', 2 ** 14, 2 ** 15],
  ] as const)(
    'in %s goes on up to |θᵢ| = %s and a gradient of %s, and no further',
    (precision, far, steep) => {
      const still: LearningRule = { precision, update: () => [0, 0] };
      // Of θ itself, as the precision holds it: the next number or the one after.
      const beyond = 1 + 4 * unitRoundoffOf(precision);
      const at = (theta: number): string =>
        runTrajectory(
          still,
          { ...bowl, gradient: () => Float64Array.of(0, 0) },
          { ...run, theta: [0, theta] },
        ).end;
      expect([at(far), at(-far), at(far * beyond), at(-far * beyond)]).toEqual([
        'completed',
        'completed',
        'diverged',
        'diverged',
      ]);
      const under = (slope: number): string =>
        runTrajectory(still, { ...bowl, gradient: () => Float64Array.of(0, slope) }, run).end;
      expect([under(-steep), under(-steep * beyond), under(Number.NaN)]).toEqual([
        'completed',
        'diverged',
        'diverged',
      ]);
      // A Δθ that is not finite is the rule's fault as long as the step size is within the range of θ.
      const infinite: LearningRule = { precision, update: () => [0, Number.POSITIVE_INFINITY] };
      const after = (stepSize: number): string => runTrajectory(infinite, bowl, { ...run, stepSize }).end;
      expect([after(far), after(far * beyond)]).toEqual(['fault', 'diverged']);
      const largest: LearningRule = { precision, update: () => [0, -Number.MAX_VALUE] };
      expect(runTrajectory(largest, bowl, run)).toMatchObject({ end: 'diverged', steps: [{ index: 0 }] });
    },
  );

  it.each(precisions)('shows θ and ∇L in $precision, and rounds θ + Δ to it', ({ precision, round }) => {
    const shown: number[] = [];
    const rule: LearningRule = {
      precision,
      init: (theta) => void shown.push(...theta),
      update({ theta, gradient }) {
        shown.push(...theta, ...gradient);
        return [1 / 3, 0];
      },
    };
    const loss: Loss = { ...bowl, gradient: () => Float64Array.of(1 / 7, 1e-3) };
    const [step] = runTrajectory(rule, loss, { ...run, theta: [0.1, 1 / 9], steps: 1 }).steps;
    const theta = [0.1, 1 / 9].map(round);
    expect(shown).toEqual([...theta, ...theta, round(1 / 7), round(1e-3)]);
    expect([...step!.next]).toEqual([round(theta[0]! + 1 / 3), theta[1]]);
    expect([...step!.delta]).toEqual([1 / 3, 0]);
    expect(step).not.toHaveProperty('stored');
    const history = [{ theta: Float64Array.of(1 / 3, 1), gradient: Float64Array.of(1 / 5, 1) }];
    const prescribed = runTrajectory(rule, loss, { ...run, steps: 1, history });
    expect([...prescribed.steps[0]!.theta]).toEqual([round(1 / 3), 1]);
    expect([...prescribed.steps[0]!.gradient]).toEqual([round(1 / 5), 1]);
    expect(history[0]!.theta[0]).toBe(1 / 3);
  });

  it('goes on from exactly the parameters that a rule hands back, and bounds what storing them changed of Δ', () => {
    const rule: LearningRule = {
      precision: 'bfloat16',
      roundings: 2,
      update: ({ theta }, state) => ({ theta: [theta[0]! + 2 ** -20, 3], state: [state] }),
    };
    const ran = runTrajectory(rule, bowl, { ...run, theta: [1, 0], steps: 2 });
    const [one, two] = ran.steps;
    expect([...one!.next]).toEqual([1 + 2 ** -20, 3]);
    expect([...one!.delta]).toEqual([2 ** -20, 3]);
    expect([...one!.stored!]).toEqual([2 ** -7, 2 ** -6].map((ulp) => (1 + 2 ** -9) * ulp));
    expect([...two!.theta]).toEqual([1 + 2 ** -20, 3]);
    expect(ran.state).toEqual([[undefined]]);
    const wrong = (theta: unknown): unknown => {
      const returned = { theta: [0, 0] };
      Reflect.set(returned, 'theta', theta);
      return runTrajectory({ update: () => returned }, bowl, run).fault?.message;
    };
    expect([wrong([1]), wrong(['a', 1]), wrong([1, Number.NaN]), wrong(3)]).toEqual([
      'θ′ has length 1, θ has 2',
      'θ′[0] is a string, not a number',
      'θ′[1] is NaN',
      'update returned an object with keys theta',
    ]);
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
    ['a θ given away', { update: ({ theta }) => give(theta) }, 'mutates-theta', 'update changed theta'],
    ['a gradient given away', { update: ({ gradient }) => give(gradient) }, 'mutates-gradient', 'gradient'],
    ['a changed gradient', { update: ({ gradient }) => gradient.fill(9) }, 'mutates-gradient', 'gradient'],
    ['an error in init', { ...descent, init: () => fail(new Error('no')) }, 'throws', 'init: Error: no'],
    ['a promise in init', { ...descent, init: async () => 0 }, 'async', 'init returned a promise'],
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
    ['several keys', { update: () => JSON.parse('{"step":[],"size":1}') }, 'not-an-array', 'keys step, size'],
    ['null', { update: () => JSON.parse('null') }, 'not-an-array', 'returned null'],
    ['a number', { update: () => JSON.parse('3') }, 'not-an-array', 'a number'],
    ['an empty object', { update: () => JSON.parse('{}') }, 'not-an-array', '(none)'],
    ['an array with a hole', { update: () => new Array(2) }, 'not-an-array', 'Δθ[0] is undefined'],
  ];

  it('counts a fault in init as step −1, and one in update by its index', () => {
    const step = (rule: LearningRule) => runTrajectory(rule, bowl, run).fault?.step;
    expect(step({ ...descent, init: () => fail(new Error('no')) })).toBe(-1);
    expect(step({ ...descent, init: (theta) => theta.fill(9) })).toBe(-1);
    expect(step({ ...descent, init: async () => 0 })).toBe(-1);
    expect(step({ update: (context) => (context.step === 2 ? [1] : [0, 0]) })).toBe(2);
  });

  it.each(faults)('names %s and ends there', (_, rule, kind, message) => {
    const { end, fault } = runTrajectory(rule, bowl, run);
    expect(end).toBe('fault');
    expect(fault?.kind).toBe(kind);
    expect(fault?.message).toContain(message);
  });

  it('calls beforeStep before init and before every step', () => {
    const called: number[] = [];
    runTrajectory(adam, bowl, { ...run, beforeStep: (step) => called.push(step) });
    expect(called).toEqual([-1, 0, 1, 2]);
  });
});

describe('trajectorySteps(rule, loss, run)', () => {
  it('makes one step at a time', () => {
    const steps = trajectorySteps(descent, bowl, run);
    expect(steps.next().value).toMatchObject({ index: 0 });
    expect(steps.next().value).toMatchObject({ index: 1 });
  });

  it('ends with the whole run, wherever that ends', () => {
    const away: LearningRule = { update: ({ theta }) => theta.map((x) => 1e60 * x) };
    const stumbling: LearningRule = { update: ({ step }) => (step === 1 ? [1] : [1, 1]) };
    const unready: LearningRule = { ...descent, init: () => fail(new Error('no')) };
    const ends: readonly (readonly [LearningRule, string, number])[] = [
      [descent, 'completed', 3],
      [away, 'diverged', 2],
      [stumbling, 'fault', 1],
      [unready, 'fault', 0],
    ];
    for (const [rule, end, count] of ends) {
      const steps = trajectorySteps(rule, bowl, run);
      const seen = [];
      let next = steps.next();
      while (!next.done && seen.length <= count) {
        seen.push(next.value);
        next = steps.next();
      }
      expect(next).toEqual({ done: true, value: runTrajectory(rule, bowl, run) });
      expect(next.value).toMatchObject({ end, steps: seen });
      expect(seen).toHaveLength(count);
    }
  });
});

describe('runTrajectory(rule, loss, { …, guest })', () => {
  it('makes both runs in turns, call by call, until the first is over', () => {
    const calls: string[] = [];
    const named: LearningRule = {
      init: (theta) => calls.push(`init ${theta[0]}`),
      update: ({ theta, step }) => {
        calls.push(`${step} at ${theta[0]}`);
        return [1, 0];
      },
    };
    const short = { ...run, theta: [20, 0], steps: 1 };
    const alone = runTrajectory(named, bowl, { ...run, steps: 2 });
    calls.length = 0;
    expect(runTrajectory(named, bowl, { ...run, steps: 2, guest: short }).steps).toEqual(alone.steps);
    expect(calls).toEqual(['init 1', 'init 20', '0 at 1', '0 at 20', '1 at 2']);
    calls.length = 0;
    runTrajectory(named, bowl, { ...short, guest: run });
    expect(calls).toEqual(['init 20', 'init 1', '0 at 20', '0 at 1']);
  });
});

describe('runTrajectory(rule, loss, { …, within, keepsShown })', () => {
  it('makes the whole run inside of a function', () => {
    let inside = false;
    const seen: boolean[] = [];
    const watching: LearningRule = {
      update: (context) => {
        seen.push(inside);
        return descent.update(context, undefined);
      },
    };
    const within = <Result>(work: () => Result): Result => {
      inside = true;
      const result = work();
      inside = false;
      return result;
    };
    runTrajectory(watching, bowl, { ...run, within });
    expect([seen, inside]).toEqual([[true, true, true], false]);
  });

  it('keeps the arrays that the rule was handed, and what was in them', () => {
    const kept: Float64Array[] = [];
    const meddler: LearningRule = {
      update: ({ theta, gradient }) => {
        kept[0]?.fill(7);
        kept.push(gradient);
        return theta.map((x) => -x / 2);
      },
    };
    const { shown } = runTrajectory(meddler, bowl, { ...run, steps: 2, keepsShown: true });
    expect(shown?.map(({ step, live, was }) => [step, [...live.gradient], [...was.gradient]])).toEqual([
      [0, [7, 7], [1, -2]],
      [1, [0.5, -1], [0.5, -1]],
    ]);
    expect(runTrajectory(descent, bowl, run).shown).toBeUndefined();
  });
});

const sameNumbers = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

/** Hands the memory of an array on to nowhere, which leaves it without entries. */
const give = (array: Float64Array): number[] => {
  if (array.buffer instanceof ArrayBuffer) structuredClone(array, { transfer: [array.buffer] });
  return [0, 0];
};

const fail = (reason: unknown): never => {
  throw reason;
};
