import fc from 'fast-check';
import { atMost } from '../../src/checks/outcome/outcome.ts';
import { sequentialTest } from '../../src/dynamics/sequentialTest.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';

interface Case {
  /** What was observed before: any numbers up to 1. */
  readonly past: readonly number[];
  /** The greater of two outcomes, in (0, 1]. */
  readonly up: number;
  /** Its probability. */
  readonly chance: number;
  /** E[x] ≥ 0 of the next observation. */
  readonly mean: number;
}

const evidenceAfter = (observations: readonly number[]): number => {
  const test = sequentialTest(0.01);
  for (const x of observations) test.observe(x);
  return test.evidence();
};

/** The expected evidence after one more observation does not exceed the evidence before it. */
const holdsWith =
  (altered: (value: Case) => Case): Holds<Case> =>
  (value) => {
    const { past, up, chance, mean } = altered(value);
    const down = (mean - chance * up) / (1 - chance);
    const before = evidenceAfter(past);
    const expected = chance * evidenceAfter([...past, up]) + (1 - chance) * evidenceAfter([...past, down]);
    return atMost(expected - before, formulaRoundoff(before * (1 + Math.abs(down))));
  };

const claim: Claim<Case> = {
  id: 'P12-bets',
  claim:
    'while E[x] ≥ 0 and x ≤ 1 the evidence against descent is a supermartingale, whatever was observed before',
  source: 'P12; Ville’s inequality then bounds false alarms at all times together',
  given: fc.record({
    past: fc.array(fc.double({ min: -3, max: 1, noNaN: true }), { maxLength: 20 }),
    up: fc.double({ min: 0.01, max: 1, noNaN: true }),
    chance: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
    mean: fc.constantFrom(0, 0, 0.001, 0.01),
  }),
  holds: holdsWith((value) => value),
  mutants: {
    'a mean below zero, which it must notice': holdsWith((value) => ({ ...value, mean: -0.01 })),
  },
};

export default claim;
