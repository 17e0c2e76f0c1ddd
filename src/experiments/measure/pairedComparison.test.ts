import { expect, it } from 'vitest';
import { mixSeed, seededRandom } from '../../linalg/seeded.ts';
import { conclusionError, pairedComparison } from './pairedComparison.ts';

const pairsOf = (lower: number, higher: number, equal = 0) => [
  ...Array.from({ length: lower }, () => [2, 1] as const),
  ...Array.from({ length: higher }, () => [1, 2] as const),
  ...Array.from({ length: equal }, () => [1, 1] as const),
];

it.each([
  [20, 0, 'helps'],
  [16, 4, 'helps'],
  [15, 5, 'undecided'],
  [10, 10, 'undecided'],
  [5, 15, 'undecided'],
  [4, 16, 'hurts'],
  [0, 20, 'hurts'],
  [2, 0, 'undecided'],
] as const)('pairedComparison(…) of %d lower and %d higher seconds: %s', (lower, higher, verdict) => {
  // n KL(k/n ‖ ½) > ln(2/0.05) = 3.69: for n = 20 it is 3.85 at k = 16 and 2.62 at k = 15.
  const result = pairedComparison(pairsOf(lower, higher));
  expect(result).toMatchObject({ lower, of: lower + higher, verdict });
  expect(result.conclusion.startsWith(`${verdict}: loss lower in ${lower} of ${lower + higher} starts`)).toBe(
    true,
  );
});

it('pairedComparison(…) leaves out equal numbers and NaN, and says nothing about an empty list', () => {
  expect(pairedComparison(pairsOf(16, 4, 100)).verdict).toBe('helps');
  expect(pairedComparison([...pairsOf(3, 1), [Number.NaN, 1], [1, Number.NaN]])).toMatchObject({
    lower: 3,
    of: 4,
  });
  for (const pairs of [[], pairsOf(0, 0, 9)]) {
    expect(pairedComparison(pairs)).toMatchObject({ of: 0, bounds: [0, 1], verdict: 'undecided' });
  }
});

it('pairedComparison(…) says of chance alone that it helps or hurts less often than its error', () => {
  const rounds = 2000;
  const decided = Array.from({ length: rounds }, (_, k) => {
    const random = seededRandom(mixSeed(1, k));
    return pairedComparison(Array.from({ length: 20 }, () => [random(), random()] as const));
  }).filter(({ verdict }) => verdict !== 'undecided').length;
  // 16 or more of 20 either way: 2 · 6196/2²⁰ = 0.0118.
  expect(decided / rounds).toBeLessThan(conclusionError);
  expect(decided).toBeGreaterThan(0);
});
