import { describe, expect, it } from 'vitest';
import quadratic from '../../losses/quadratic.ts';
import heavyBall from '../../rules/heavyBall.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Setting } from '../../types/scenario.ts';
import everyStep from '../descent/everyStep.ts';
import smallStep from '../descent/smallStep.ts';
import wellFormed from '../form/wellFormed.ts';
import { likelyCause } from './likelyCause.ts';

const on = (update: NamedRule['update'], rest: Partial<NamedRule> = {}): Setting => {
  const parameters = { spectrum: [1, 3], rotation: null, centre: [0.5, -1] };
  return {
    rule: { name: 'rule', update, ...rest },
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
    expect(likelyCause(smallStep, ascent)).toBe('−Δθ passes small-step: is the sign wrong?');
  });

  it('asks for the sign of a rule with state as well', () => {
    const ascent = on(
      ({ gradient, stepSize }, state) => ({ delta: gradient.map((d) => stepSize * d), state }),
      { init: (theta) => theta.length },
    );
    expect(likelyCause(smallStep, ascent)).toBe('−Δθ passes small-step: is the sign wrong?');
  });

  it('knows new parameters from a displacement', () => {
    const parameters = on(({ theta, gradient, stepSize }) =>
      theta.map((value, i) => value - stepSize * gradient[i]!),
    );
    expect(likelyCause(smallStep, parameters)).toBe(
      'this looks like new parameters, not a displacement: Δθ − θ passes small-step',
    );
  });

  it('says that update is async', () => {
    const pending = { ...Object.fromEntries([['then', () => undefined]]), delta: [0, 0] };
    expect(
      likelyCause(
        wellFormed,
        on(() => pending),
      ),
    ).toBe('`update` is async: it must return Δθ itself, not a promise of it');
  });

  it('says that init is async', () => {
    const { update } = heavyBall;
    const awaited = on(update, { init: async (theta) => ({ velocity: theta.slice().fill(0) }) });
    expect(likelyCause(wellFormed, awaited)).toBe(
      '`init` is async: it must return the state itself, not a promise of it',
    );
    expect(wellFormed.observe(awaited, () => {})).toMatchObject({
      cause: 'async',
      sentence: 'init returned a promise: it must return the state itself',
    });
  });

  it('says nothing where nothing simple would help', () => {
    const turned = on(({ gradient: [a = 0, b = 0], stepSize }) => [stepSize * b, -stepSize * a]);
    expect(likelyCause(smallStep, turned)).toBeUndefined();
    expect(
      likelyCause(
        wellFormed,
        on(() => [1]),
      ),
    ).toBeUndefined();
  });

  it('says nothing by a check that does not apply', () => {
    const ascent = on(({ gradient, stepSize }) => gradient.map((d) => stepSize * d));
    expect(likelyCause(everyStep, ascent)).toBeUndefined();
  });
});
