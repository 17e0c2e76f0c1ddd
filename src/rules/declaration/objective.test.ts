import { expect, it } from 'vitest';
import { runTrajectory } from '../../dynamics/trajectory.ts';
import quadratic from '../../losses/quadratic.ts';
import twoLayerLinearNetwork from '../../losses/twoLayerLinearNetwork.ts';
import type { Loss } from '../../types/loss.ts';
import gradientDescent from '../gradientDescent.ts';
import { completeRule } from './completeRule.ts';
import { objectiveOf } from './objective.ts';

const dimension = 12;
const loss = quadratic.build({
  spectrum: Array(dimension).fill(2),
  rotation: null,
  centre: Array(dimension).fill(0),
});

const run = { theta: Array(dimension).fill(1), stepSize: 0.1, steps: 2, seed: 0, hyperparameters: {} };

it('objectiveOf(rule, loss, drawn) hands the functions of an objective copies of θ, which stand alone in memory', () => {
  const seen: Float64Array[] = [];
  const spoiling = (theta: Float64Array): Float64Array => {
    seen.push(theta);
    return theta.fill(0);
  };
  const objective = (given: Loss): Loss => ({
    ...given,
    value: (theta) => given.value(spoiling(theta)) + 1,
    gradient: (theta) => given.gradient(spoiling(theta)),
    roundoff: (theta) => given.roundoff(spoiling(theta)),
    timeDerivative: (theta) => given.value(spoiling(theta)),
    differentiable: (theta) => spoiling(theta).length > 0,
  });
  const rule = completeRule({ ...gradientDescent, contract: { objective } });
  const [step] = runTrajectory(rule, loss, run).steps;
  const { theta } = step!;
  const descended = objectiveOf(rule, loss, {});
  expect(descended.value(theta)).toBe(1);
  expect(descended.gradient(theta)).toEqual(new Float64Array(dimension));
  expect(descended.roundoff(theta).gradient).toHaveLength(dimension);
  expect(descended.timeDerivative?.(theta, 0)).toBe(0);
  expect(descended.differentiable?.(theta)).toBe(true);
  expect(seen.map(({ buffer }) => buffer.byteLength)).toEqual(Array(5).fill(8 * dimension));
  expect(theta).toEqual(new Float64Array(dimension).fill(1));
});

it('objectiveOf(rule, loss, drawn) lets an objective spread the bounds of the loss', () => {
  const parameters = { hidden: [2], inputs: [[1]], targets: [[1]] };
  const network = twoLayerLinearNetwork.build(parameters);
  const objective = (given: Loss): Loss => ({
    ...given,
    roundoff: (theta) => ({ ...given.roundoff(theta), value: 1 }),
  });
  const theta = Float64Array.of(1, 2, 3, 4);
  expect(
    objectiveOf(completeRule({ ...gradientDescent, contract: { objective } }), network, {}).roundoff(theta),
  ).toEqual({
    value: 1,
    gradient: network.roundoff(theta).gradient,
  });
});

it('objectiveOf(rule, loss, drawn) is the loss itself where the contract names no other', () => {
  expect(objectiveOf(completeRule(gradientDescent), loss, {})).toBe(loss);
  const same = completeRule({ ...gradientDescent, contract: { objective: (given) => given } });
  expect(objectiveOf(same, loss, {})).toBe(loss);
});

it('objectiveOf(rule, loss, drawn) tells an objective which hyperparameters were drawn, and the defaults of the others', () => {
  const range = { default: 0.5, min: 0, max: 1 };
  const objective = (given: Loss, told: Readonly<Record<string, number>>): Loss => ({
    ...given,
    value: () => 10 * told.decay! + told.other!,
  });
  const rule = completeRule({
    ...gradientDescent,
    hyperparameters: { decay: range, other: range },
    contract: { objective },
  });
  expect(objectiveOf(rule, loss, { decay: 0.25 }).value(new Float64Array(dimension))).toBe(3);
});
