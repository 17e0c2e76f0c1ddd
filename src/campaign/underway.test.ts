import { expect, it } from 'vitest';
import type { ObservedCase } from '../types/campaign.ts';
import { nothingUnderway } from './underway.ts';

const observed = (index: number): ObservedCase => ({
  index,
  scenario: {
    loss: { family: 'quadratic', parameters: {} },
    theta: [1],
    stepSize: 1,
    steps: 1,
    seed: 0,
    hyperparameters: {},
  },
  observation: { status: 'refuted', margin: -1 },
});

it('nothingUnderway() gives back what was announced of one job, once', () => {
  const underway = nothingUnderway();
  const slice = { from: 1, to: 9, step: 2 };
  expect(underway.take({ check: 0, slice })).toEqual([]);
  for (const index of [0, 1, 5, 9]) underway.add(0, observed(index));
  underway.add(1, observed(3));
  const indices = (check: number) => underway.take({ check, slice }).map(({ index }) => index);
  expect([indices(0), indices(0), indices(1)]).toEqual([[1, 5], [], [3]]);
  expect(underway.take({ check: 0, slice: { from: 0, to: 10, step: 1 } }).map(({ index }) => index)).toEqual([
    0, 9,
  ]);
});
