import { expect, it } from 'vitest';
import type { Counterexample } from '../types/report.ts';
import { replayStored } from './replay.ts';

const parameters = { spectrum: [1], rotation: null, centre: null };
const found = {
  loss: { family: 'quadratic', parameters },
  theta: [1],
  stepSize: 0.5,
  steps: 1,
  seed: 0,
  hyperparameters: {},
  derived: {},
};

/** A case of plain gradient descent, stored under a contract. */
const storedUnder = (contract: string): Counterexample => ({
  schemaVersion: 1,
  rule: { name: 'gradient-descent', file: null, contract },
  check: 'well-formed',
  cause: 'refuted',
  sentence: '',
  index: 0,
  minimal: found,
  worst: found,
  original: found,
  irrelevant: [],
  trajectory: [],
  seed: 0,
  replay: '',
  test: '',
});

const replay = (contract: string) =>
  replayStored(storedUnder(contract), 'stored.json', () => {
    throw new Error('nothing was contained');
  });

it.each(['small-step', 'every-step', 'in-expectation', 'measured', 'window:2', 'envelope:40', 'share:0.9'])(
  'replayStored(counterexample) reads the contract %s',
  async (contract) => {
    expect((await replay(contract)).observation.status).toBe('holds');
  },
);

it.each(['window:x', 'window', 'window:0', 'share:2', 'always', ''])(
  'replayStored(counterexample) refuses the contract %j in words',
  async (contract) => {
    await expect(replay(contract)).rejects.toThrow(
      `the counterexample names a contract that is no promise: it must be small-step, every-step, in-expectation, measured, window:STEPS, envelope:STEPS or share:BETWEEN_0_AND_1, got contract = ${JSON.stringify(contract)}`,
    );
  },
);
