import { describe, expect, it } from 'vitest';
import { heartbeat } from '../../campaign/heartbeat.ts';
import { runAtOnce } from '../../dynamics/running.ts';
import quadratic from '../../losses/quadratic.ts';
import { completeRule } from '../../rules/declaration/completeRule.ts';
import heavyBall from '../../rules/heavyBall.ts';
import type { DeclaredRule } from '../../types/rule.ts';
import type { Setting } from '../../types/scenario.ts';
import everyStep from '../descent/everyStep.ts';
import smallStep from '../descent/smallStep.ts';
import wellFormed from '../form/wellFormed.ts';
import zeroStepSize from '../laws/zeroStepSize.ts';
import { likelyCause } from './likelyCause.ts';

const on = (update: DeclaredRule['update'], rest: Partial<DeclaredRule> = {}): Setting => {
  const parameters = { spectrum: [1, 3], rotation: null, centre: [0.5, -1] };
  return {
    rule: completeRule({ name: 'rule', update, ...rest }),
    loss: quadratic.build(parameters),
    scenario: {
      loss: { family: 'quadratic', parameters },
      theta: [1, 2],
      stepSize: 0.1,
      steps: 3,
      seed: 0,
      hyperparameters: {},
    },
  };
};

describe('likelyCause(check, setting)', () => {
  it('asks for the sign where −Δθ passes', () => {
    const ascent = on(({ gradient, stepSize }) => gradient.map((d) => stepSize * d));
    expect(runAtOnce(likelyCause(smallStep, ascent))).toBe('−Δθ passes small-step: is the sign wrong?');
  });

  it('asks for the sign of a rule with state as well', () => {
    const ascent = on(
      ({ gradient, stepSize }, state) => ({ delta: gradient.map((d) => stepSize * d), state }),
      { init: (theta) => theta.length },
    );
    expect(runAtOnce(likelyCause(smallStep, ascent))).toBe('−Δθ passes small-step: is the sign wrong?');
  });

  it('knows new parameters from a displacement', () => {
    const parameters = on(({ theta, gradient, stepSize }) =>
      theta.map((value, i) => value - stepSize * gradient[i]!),
    );
    expect(runAtOnce(likelyCause(smallStep, parameters))).toBe(
      'this looks like new parameters, not a displacement: Δθ − θ passes small-step',
    );
  });

  it('names what is read under another name than it has', () => {
    const of = (update: unknown): string | undefined =>
      runAtOnce(likelyCause(wellFormed, on(update as DeclaredRule['update'])));
    type Given = Readonly<Record<string, number>> & { readonly gradient: Float64Array };
    const reading = (name: string) => (context: Given) => context.gradient.map((d) => -context[name]! * d);
    expect(of(reading('lr'))).toBe('`update` reads `lr`; the context calls it `stepSize`');
    expect(of(reading('stepsize'))).toBe('`update` reads `stepsize`; the context calls it `stepSize`');
    expect(of(({ lr, grads }: { lr: number; grads: Float64Array }) => grads.map((d) => -lr * d))).toBe(
      '`update` reads `lr` and `grads`; the context calls them `stepSize` and `gradient`',
    );
    expect(
      of(({ gradient, ...rest }: Given) => gradient.map((d) => d * rest.somethingElse!)),
    ).toBeUndefined();
  });

  it('tells arguments one by one from one object', () => {
    const oneByOne =
      '`update` takes its arguments one by one, and is handed one object: ({ theta, gradient, stepSize }, state)';
    type Update = (theta: Float64Array, gradient: Float64Array, lr: number) => unknown;
    const of = (update: Update): string | undefined =>
      runAtOnce(likelyCause(wellFormed, on(update as unknown as DeclaredRule['update'])));
    expect(of((_, gradient, lr) => gradient.map((d) => -lr * d))).toBe(oneByOne);
    expect(of((theta, gradient, lr) => theta.map((_, i) => -lr * gradient[i]!))).toBe(oneByOne);
    expect(of((theta) => [...theta])).toBe(oneByOne);
    const { rule, ...rest } = on(JSON.parse('null'));
    const watched = heartbeat().watch({ ...rule, update: (_, state) => [Object(state).gradient.x, 0] });
    expect(runAtOnce(likelyCause(wellFormed, { ...rest, rule: watched }))).toBe(oneByOne);
    const elsewhere = { copy: true, memory: true, random: true, seeded: true, eval: true, globals: false };
    const remote = on(() => [Number.NaN, 0], {});
    expect(
      runAtOnce(likelyCause(wellFormed, { ...remote, rule: { ...remote.rule, capabilities: elsewhere } })),
    ).toBeUndefined();
  });

  it('asks where a step size of 0 moves downhill whether the steps are the rule’s own', () => {
    const widths = on(({ gradient, stepSize }) =>
      gradient.map((d) => -Math.sign(d) * Math.max(stepSize, 1e-6)),
    );
    expect(runAtOnce(likelyCause(zeroStepSize, widths))).toBe(
      "it goes downhill with η = 0 as well: where its step sizes are its own, declare stepSize: 'internal'",
    );
    const remote = { copy: true, memory: true, random: true, seeded: true, eval: true, globals: false };
    expect(
      runAtOnce(likelyCause(zeroStepSize, { ...widths, rule: { ...widths.rule, capabilities: remote } })),
    ).toMatch(/declare its step size "internal"$/);
    const decays = on(({ gradient, theta, stepSize }) =>
      gradient.map((d, i) => -stepSize * d - 0.01 * theta[i]!),
    );
    expect(runAtOnce(likelyCause(zeroStepSize, decays))).toBeUndefined();
  });

  it('says that update is async', () => {
    const pending = { ...Object.fromEntries([['then', () => undefined]]), delta: [0, 0] };
    expect(
      runAtOnce(
        likelyCause(
          wellFormed,
          on(() => pending),
        ),
      ),
    ).toBe('`update` is async: it must return Δθ itself, not a promise of it');
  });

  it('says that init is async', () => {
    const { update } = heavyBall;
    const awaited = on(update, { init: async (theta) => ({ velocity: theta.slice().fill(0) }) });
    expect(runAtOnce(likelyCause(wellFormed, awaited))).toBe(
      '`init` is async: it must return the state itself, not a promise of it',
    );
    expect(runAtOnce(wellFormed.observe(awaited))).toMatchObject({
      cause: 'async',
      sentence: 'init returned a promise: it must return the state itself',
    });
  });

  it('says nothing where nothing simple would help', () => {
    const turned = on(({ gradient: [a = 0, b = 0], stepSize }) => [stepSize * b, -stepSize * a]);
    expect(runAtOnce(likelyCause(smallStep, turned))).toBeUndefined();
    expect(
      runAtOnce(
        likelyCause(
          wellFormed,
          on(() => [1]),
        ),
      ),
    ).toBeUndefined();
  });

  it('says nothing by a check that does not apply', () => {
    const ascent = on(({ gradient, stepSize }) => gradient.map((d) => stepSize * d));
    expect(runAtOnce(likelyCause(everyStep, ascent))).toBeUndefined();
  });
});
