import { describe, expect, it } from 'vitest';
import quadratic from '../../losses/quadratic.ts';
import type { Contract, NamedRule } from '../../types/rule.ts';
import type { Setting } from '../../types/scenario.ts';
import smallStep from '../descent/smallStep.ts';
import wellFormed from '../form/wellFormed.ts';
import { guarded } from './guarded.ts';

const parameters = { spectrum: [1], rotation: null, centre: [0] };
const loss = quadratic.build(parameters);

const on = (contract: Contract): Setting => {
  const rule: NamedRule = {
    name: 'rule',
    update: ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d),
    contract,
  };
  return {
    rule,
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
  [wellFormed, smallStep].map((check) => guarded(check).observe(on(contract), () => {}).status);

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
    ]) {
      expect(statuses({ objective })).toEqual(['refuted', 'vacuous']);
    }
  });

  it('says that a greatest step size is no number', () => {
    const { sentence, cause } = guarded(wellFormed).observe(
      on({ maxStepSize: () => JSON.parse('"1"') }),
      () => {},
    );
    expect({ sentence, cause }).toEqual({
      sentence: 'contract.maxStepSize must return a number, got a string',
      cause: 'contract',
    });
  });

  it('shows what a contract throws, error or not', () => {
    const thrown = { maxStepSize: () => fail('no') };
    expect(guarded(wellFormed).observe(on(thrown), () => {}).sentence).toBe('the contract threw no');
  });
});

const fail = (reason: unknown): never => {
  throw reason;
};
