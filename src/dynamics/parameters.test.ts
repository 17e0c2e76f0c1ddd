import { expect, it } from 'vitest';
import { loadFamilies } from '../catalog/losses.ts';
import { scaledLoss } from '../losses/derived/scaledLoss.ts';
import { withShapesOf } from '../losses/derived/withShapes.ts';
import { withSquaredNorm } from '../losses/derived/withSquaredNorm.ts';
import linear from '../losses/linear.ts';
import twoLayerLinearNetwork from '../losses/twoLayerLinearNetwork.ts';
import type { InitialSetting, RuleContext } from '../types/rule.ts';
import { parametersOf } from './parameters.ts';
import { runTrajectory } from './trajectory.ts';

const network = twoLayerLinearNetwork.build({ hidden: [3], inputs: [[1, 2]], targets: [[1]] });
const layers = [
  { name: 'layer 1', shape: [3, 2], from: 0, to: 6 },
  { name: 'layer 2', shape: [1, 3], from: 6, to: 9 },
];

it('parametersOf(loss, shapes) are the layers of a network, whatever is asked for elsewhere', () => {
  expect(parametersOf(network, 'vector')).toEqual(layers);
  expect(parametersOf(network, 'matrix')).toEqual(layers);
});

it('parametersOf(loss, shapes) is one vector, or the matrix whose sides are nearest to each other', () => {
  expect(parametersOf({ dimension: 12 }, 'vector')).toEqual([
    { name: 'theta', shape: [12], from: 0, to: 12 },
  ]);
  const sides = [1, 4, 7, 12, 18, 64].map((dimension) => parametersOf({ dimension }, 'matrix')[0]?.shape);
  expect(sides).toEqual([
    [1, 1],
    [2, 2],
    [7, 1],
    [4, 3],
    [6, 3],
    [8, 8],
  ]);
});

it('losses made of a network keep its shapes', () => {
  const plane = linear.build({ slope: Array.from({ length: 9 }, () => 1) });
  for (const loss of [scaledLoss(network, -2), withSquaredNorm(network, 1), withShapesOf(network, plane)]) {
    expect(parametersOf(loss, 'vector')).toEqual(layers);
  }
  expect(withShapesOf(plane, network)).toBe(network);
});

it('every built-in loss that states shapes covers θ once, in order', async () => {
  const random = () => 0.4;
  const stated: string[] = [];
  for (const family of await loadFamilies()) {
    const loss = family.build(family.draw(12, random));
    if (!loss.parameters) continue;
    stated.push(family.name);
    let at = 0;
    for (const { shape, from, to } of loss.parameters) {
      expect([from, to - from]).toEqual([at, shape.reduce((product, side) => product * side, 1)]);
      at = to;
    }
    expect(at).toBe(loss.dimension);
  }
  expect(stated.toSorted()).toEqual([
    'relu-network',
    'softmax-cross-entropy',
    'tanh-network',
    'two-layer-linear-network',
  ]);
});

it('runTrajectory(rule, loss, run) shows init and update the shapes that the rule asks for', () => {
  const seen: unknown[] = [];
  const rule = {
    shapes: 'matrix',
    init: (_theta: Float64Array, { parameters }: InitialSetting) => seen.push(parameters),
    update({ gradient, parameters }: RuleContext) {
      seen.push(parameters);
      return gradient;
    },
  } as const;
  const run = { theta: [1, 2, 3, 4, 5, 6], stepSize: 1, steps: 1, seed: 1, hyperparameters: {} };
  runTrajectory(rule, linear.build({ slope: [1, 1, 1, 1, 1, 1] }), run);
  const matrix = [{ name: 'theta', shape: [3, 2], from: 0, to: 6 }];
  expect(seen).toEqual([matrix, matrix]);
});
