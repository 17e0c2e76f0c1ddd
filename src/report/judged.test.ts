import { expect, it } from 'vitest';
import { syntheticReport } from '../../properties/report/syntheticReport.ts';
import { unshrunkFailure } from '../campaign/refutation.ts';
import type { Counterexample } from '../types/report.ts';
import type { Json } from '../types/vector.ts';
import { judgedIn, runningIn } from './judged.ts';

const found = Object.values(syntheticReport(2).counterexamples)[0]!;
const derivedAs = (derived: Readonly<Record<string, Json>>): Counterexample => ({
  ...found,
  minimal: { ...found.minimal, derived },
});

it('judgedIn(counterexample) is what its field says, whatever was derived', () => {
  const judged = { step: 3, stepSize: 0.5, angle: 1 };
  expect(judgedIn({ ...derivedAs({ step: 1, psi: 2 }), judged })).toEqual(judged);
});

it('judgedIn(counterexample) of an older file is among what was derived', () => {
  expect(judgedIn(derivedAs({ step: 1, stepSize: 0.25, psi: 2, margin: -1 }))).toEqual({
    step: 1,
    stepSize: 0.25,
    angle: 2,
  });
  expect(judgedIn(derivedAs({ step: null, psi: Number.NaN, stepSize: 'small' }))).toEqual({});
});

it('runningIn(counterexample) is the check that was running, in an older file too', () => {
  expect(runningIn({ ...found, running: 'small-step' })).toBe('small-step');
  expect(runningIn(derivedAs({ check: 'finite' }))).toBe('finite');
  expect(runningIn(derivedAs({ check: 1 }))).toBeUndefined();
  expect(runningIn(found)).toBeUndefined();
});

it('unshrunkFailure(observed) keeps which check was running, and which step was judged', () => {
  const { derived: _, ...scenario } = found.minimal;
  const observation = { status: 'refuted', margin: -1, cause: 'memory', sentence: 'too much' } as const;
  const observed = { index: 1, scenario, observation: { ...observation, derived: { step: 2 } } };
  expect(unshrunkFailure({ ...observed, running: 'finite' })).toMatchObject({
    judged: { step: 2 },
    running: 'finite',
  });
  expect(unshrunkFailure({ ...observed, observation })).not.toHaveProperty('running');
});
