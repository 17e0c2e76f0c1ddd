import { describe, expect, it } from 'vitest';
import quadratic from '../losses/quadratic.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import type { NamedRule, RuleCall } from '../types/rule.ts';
import type { Run, Running } from '../types/run.ts';
import { runInLockstep } from './lockstep.ts';
import { noMemory, runAtOnce, trajectories, trajectory } from './running.ts';

const loss = quadratic.build({ spectrum: [1, 3], rotation: null, centre: [0.5, -1] });

const run: Run = { theta: [1, -2], stepSize: 0.25, steps: 3, seed: 4, hyperparameters: {} };

/** Momentum that draws a number at each step, and fails at step 4 of a run; and how many of its calls came together. */
const remote = (): { readonly rule: NamedRule; readonly rounds: string[] } => {
  const rounds: string[] = [];
  const plain = completeRule({
    name: 'far',
    init: (theta) => theta.map(() => 0),
    update: ({ gradient, stepSize, step, random }, state: unknown) => {
      if (step === 4) throw new Error('tired');
      const velocity = gradient.map((d, i) => Number(Object(state)[i]) / 2 - stepSize * d * (1 + random()));
      return { delta: velocity, state: velocity };
    },
  });
  const ask = (calls: readonly RuleCall[]): readonly (() => unknown)[] => {
    rounds.push(calls.map((call) => (call.kind === 'init' ? 'i' : call.context.step)).join(''));
    return calls.map(
      (call) => () =>
        call.kind === 'init'
          ? plain.init?.(call.theta, call.setting)
          : plain.update(call.context, call.state),
    );
  };
  return { rule: { ...plain, together: { of: plain.update, ask, sent: new Map() } }, rounds };
};

/** A case that makes several runs, some of them equal, one with a guest, and one more at the end. */
const caseOf = function* (rule: NamedRule, position: number): Running<readonly number[]> {
  const own = { ...run, seed: position, steps: 2 + (position % 4) };
  const first = yield* trajectory(rule, loss, own);
  const several = yield* trajectories([
    { rule, loss, run: own },
    { rule, loss, run: { ...own, guest: { ...own, steps: 1 } } },
    { rule, loss, run: { ...own, repetition: 1 } },
    { rule, loss, run: { ...own, repetition: 1 } },
    { rule: { ...rule, update: (context, state) => rule.update(context, state) }, loss, run: own },
    { rule, loss, run: { ...own, steps: 0 } },
  ]);
  return [first, ...several].flatMap(({ steps, draws, fault }) => [
    ...steps.flatMap(({ delta }) => [...delta]),
    draws,
    fault?.step ?? -2,
  ]);
};

const resultsOf = (rule: NamedRule, width: number, count = 20): readonly (readonly number[])[] => {
  const results: (readonly number[])[] = [];
  runInLockstep({
    count,
    width,
    begin: (position) => caseOf(rule, position),
    end: (position, result) => {
      expect(position).toBe(results.length);
      results.push(result);
    },
  });
  return results;
};

describe('runInLockstep({ count, width, begin, end })', () => {
  it('gives the results of cases one by one, in their order, whatever the width', () => {
    const { rule } = remote();
    const due = Array.from({ length: 20 }, (_, position) => runAtOnce(caseOf(rule, position)));
    for (const width of [1, 3, 16, 100]) expect(resultsOf(rule, width)).toEqual(due);
    expect(resultsOf({ ...rule, update: (context, state) => rule.update(context, state) }, 16)).toEqual(due);
    expect(resultsOf(rule, 4, 0)).toEqual([]);
  });

  it('puts the calls of all runs that are open at once, those of a guest after those of its host', () => {
    const { rule, rounds } = remote();
    const asking = (position: number) =>
      trajectory(rule, loss, { ...run, seed: position, steps: 2, guest: { ...run, steps: 1 } });
    runInLockstep({ count: 3, width: 2, begin: asking, end: () => {} });
    expect(rounds).toEqual(['iiii', '0000', '11', 'ii', '00', '1']);
  });

  it('says which cases are open before any of them is asked, and whose answer is next', () => {
    const { rule } = remote();
    const said: unknown[] = [];
    runInLockstep({
      count: 3,
      width: 2,
      begin: (position) => trajectory(rule, loss, { ...run, steps: 1, seed: position }),
      end: (position) => said.push(`end ${position}`),
      opened: (positions) => said.push(positions),
      awaits: (position, step) => said.push(`${position} at ${step}`),
    });
    expect(said).toEqual([
      [0],
      [0, 1],
      ...['0 at -1', '1 at -1', '0 at 0', '1 at 0'],
      [2],
      ...['end 0', 'end 1', '2 at -1', '2 at 0', 'end 2'],
    ]);
  });

  it('begins no case from the first on that may not be begun, and ends those that are open', () => {
    const { rule } = remote();
    const [asked, ends]: [number[], number[]] = [[], []];
    runInLockstep({
      count: 9,
      width: 2,
      begin: (position) => trajectory(rule, loss, { ...run, seed: position }),
      mayBegin: (position) => {
        asked.push(position);
        return position < 3;
      },
      end: (position) => ends.push(position),
    });
    expect([asked, ends]).toEqual([
      [0, 1, 2, 3],
      [0, 1, 2],
    ]);
  });

  it('makes a run once for cases that share what is known of it, also while it is under way', () => {
    const { rule, rounds } = remote();
    const shared = noMemory();
    const own = { ...run, steps: 2 };
    const ends: unknown[] = [];
    runInLockstep({
      count: 3,
      width: 3,
      begin: (position) =>
        trajectories([
          { rule, loss, run: own },
          { rule, loss, run: { ...own, seed: position } },
        ]),
      memory: (position) => (position === 2 ? noMemory() : shared),
      end: (_, ran) => ends.push(ran),
    });
    const due = [0, 1, 2].map((position) =>
      runAtOnce(
        trajectories([
          { rule, loss, run: own },
          { rule, loss, run: { ...own, seed: position } },
        ]),
      ),
    );
    expect(JSON.stringify(ends)).toBe(JSON.stringify(due));
    // Six runs are asked for, of which the first two cases have one in common.
    expect(rounds).toEqual(['iiiii', '00000', '11111']);
  });

  it('makes each run at once inside of what is to be around it', () => {
    const { rule, rounds } = remote();
    const within = <Result>(work: () => Result): Result => work();
    const asking = () => trajectory(rule, loss, { ...run, within });
    const ends: number[] = [];
    runInLockstep({ count: 1, width: 2, begin: asking, end: (_, ran) => ends.push(ran.steps.length) });
    expect([ends, rounds]).toEqual([[3], []]);
  });
});
