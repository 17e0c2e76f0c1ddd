import { expect, it } from 'vitest';
import quadratic from '../../losses/quadratic.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Setting } from '../../types/scenario.ts';
import smallStep from '../descent/smallStep.ts';
import { namingTheCase } from './namedCase.ts';

const check = namingTheCase(smallStep);

const on = (theta: readonly number[], sign: number): Setting => {
  const parameters = { spectrum: theta.map(() => 1), rotation: null, centre: theta.map(() => 0) };
  const rule: NamedRule = {
    name: 'r',
    update: ({ gradient, stepSize }) => gradient.map((d) => sign * stepSize * d),
  };
  const loss = quadratic.build(parameters);
  return {
    rule,
    loss,
    scenario: {
      loss: { family: 'quadratic', parameters },
      theta,
      stepSize: 1,
      steps: 1,
      seed: 0,
      hyperparameters: {},
    },
  };
};

it('namingTheCase(check) says where a refuted case was', () => {
  expect(check.observe(on([1], 1), () => {}).sentence).toMatch(
    /^on quadratic from θ = \[1\], η = 1: step 0 goes uphill/,
  );
  expect(check.observe(on([1, 2, 3, 4], 1), () => {}).sentence).toMatch(
    /^on quadratic in 4 dimensions, η = 1: /,
  );
});

it('namingTheCase(check) leaves other cases alone', () => {
  expect(check.observe(on([1], -1), () => {})).toEqual(smallStep.observe(on([1], -1), () => {}));
});
