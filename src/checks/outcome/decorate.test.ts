import { describe, expect, it } from 'vitest';
import { runAtOnce } from '../../dynamics/running.ts';
import { LossError } from '../../losses/audit/lossError.ts';
import quadratic from '../../losses/quadratic.ts';
import { completeRule } from '../../rules/declaration/completeRule.ts';
import type { Contract, DeclaredRule } from '../../types/rule.ts';
import type { Setting } from '../../types/scenario.ts';
import everyStep from '../descent/everyStep.ts';
import smallStep from '../descent/smallStep.ts';
import wellFormed from '../form/wellFormed.ts';
import { guarded, namingTheCase } from './decorate.ts';

const parameters = { spectrum: [1], rotation: null, centre: [0] };
const loss = quadratic.build(parameters);

const on = (contract: Contract): Setting => {
  const rule: DeclaredRule = {
    name: 'rule',
    update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d),
    contract,
  };
  return {
    rule: completeRule(rule),
    loss,
    scenario: {
      loss: { family: 'quadratic', parameters },
      theta: [1],
      stepSize: 1,
      steps: 1,
      seed: 0,
      hyperparameters: {},
    },
  };
};

const statuses = (contract: Contract) =>
  [wellFormed, smallStep].map((check) => runAtOnce(guarded(check).observe(on(contract))).status);

describe('guarded(check)', () => {
  it('lets a sound contract pass', () => {
    expect(statuses({ objective: (given) => given, maxStepSize: () => 1 })).toEqual(['holds', 'holds']);
    expect(statuses({})).toEqual(['holds', 'holds']);
  });

  it('holds an objective that is no loss, or throws, against the rule once', () => {
    for (const objective of [
      () => JSON.parse('null'),
      () => ({ ...loss, dimension: 2 }),
      () => JSON.parse('{'),
      () => loss.value,
      () => ({ ...loss, facts: null }),
      () => ({ ...loss, smoothness: '1' }),
      () => ({ ...loss, differentiable: 1 }),
      () => ({
        ...loss,
        get value() {
          throw Symbol('x');
        },
      }),
      () => ({ ...loss, value: () => '1' }),
      () => ({ ...loss, value: () => fail(Object.create(null)) }),
      () => ({ ...loss, gradient: () => [] }),
      () => ({ ...loss, gradient: () => fail(hostile) }),
      () => ({ ...loss, roundoff: () => undefined }),
      () => ({ ...loss, roundoff: () => ({ value: 0, gradient: 0 }) }),
    ] as readonly unknown[] as readonly NonNullable<Contract['objective']>[]) {
      expect(statuses({ objective })).toEqual(['refuted', 'vacuous']);
    }
  });

  it('says that a greatest step size is no number', () => {
    const { sentence, cause } = runAtOnce(
      guarded(wellFormed).observe(on({ maxStepSize: () => JSON.parse('"1"') })),
    );
    expect({ sentence, cause }).toEqual({
      sentence: 'contract.maxStepSize must return a number, got a string',
      cause: 'contract',
    });
  });

  it('shows what a contract throws, error or not', () => {
    const thrown = { maxStepSize: () => fail('no') };
    expect(runAtOnce(guarded(wellFormed).observe(on(thrown))).sentence).toBe(
      'contract.maxStepSize throws no',
    );
  });
});

/** Whatever is asked of it throws. */
const hostile = new Proxy(
  {},
  {
    get: () => fail('trap'),
    getPrototypeOf: () => fail('trap'),
  },
);

it('guarded(check) refutes the check in whose run an objective fails', () => {
  const objective = (given: typeof loss): typeof loss => ({
    ...given,
    value: (theta) => (theta[0] === 1 ? given.value(theta) : fail(hostile)),
    timeDerivative: () => fail('no'),
    differentiable: () => fail('no'),
  });
  const { status, cause, sentence } = runAtOnce(
    guarded(everyStep).observe(on({ effective: 'every-step', objective })),
  );
  expect({ status, cause, sentence }).toEqual({
    status: 'refuted',
    cause: 'contract',
    sentence: 'value of contract.objective throws an object without a text',
  });
});

it('guarded(check) passes on what is no fault of the contract', () => {
  const broken = {
    ...smallStep,
    observe: () => {
      throw new TypeError('ours');
    },
  };
  expect(() => runAtOnce(guarded(broken).observe(on({})))).toThrow(TypeError);
  const objective = () => {
    throw new LossError('the loss is at fault');
  };
  expect(() => runAtOnce(guarded(smallStep).observe(on({ objective })))).toThrow(LossError);
});

const fail = (reason: unknown): never => {
  throw reason;
};

const named = namingTheCase(smallStep);

/** Gradient descent, or ascent, on a bowl. */
const at = (theta: readonly number[], sign: number): Setting => {
  const bowl = { spectrum: theta.map(() => 1), rotation: null, centre: theta.map(() => 0) };
  return {
    rule: completeRule({
      name: 'r',
      update: ({ gradient, stepSize }) => gradient.map((d) => sign * stepSize * d),
    }),
    loss: quadratic.build(bowl),
    scenario: {
      loss: { family: 'quadratic', parameters: bowl },
      theta,
      stepSize: 1,
      steps: 1,
      seed: 0,
      hyperparameters: {},
    },
  };
};

it('namingTheCase(check) says where a refuted case was', () => {
  expect(runAtOnce(named.observe(at([1], 1))).sentence).toMatch(
    /^on quadratic from θ = \[1\], η = 1: step 0 goes uphill/,
  );
  expect(runAtOnce(named.observe(at([1, 2, 3, 4], 1))).sentence).toMatch(
    /^on quadratic in 4 dimensions, η = 1: /,
  );
});

it('namingTheCase(check) leaves other cases alone', () => {
  expect(runAtOnce(named.observe(at([1], -1)))).toEqual(runAtOnce(smallStep.observe(at([1], -1))));
});
