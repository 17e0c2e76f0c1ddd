import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { effectivePairs } from '../src/arbitrary/pair.ts';
import type { BenchRow } from './row.ts';

const rounds = 15;

/** Nanoseconds a case, drawing alone: no property, no shrinking. */
const costOf = (given: fc.Arbitrary<unknown>, cases: number, seed: number): number => {
  const source = new fc.Random(xoroshiro128plus(seed));
  const begin = performance.now();
  for (let i = 0; i < cases; i++) given.generate(source, undefined);
  return ((performance.now() - begin) * 1e6) / cases;
};

/** How many times as fast effective pairs come as pairs of `fc.array(fc.double())` of the same dimension. */
const speedup = (dimension: number, target: number | null): BenchRow => {
  const pairs = effectivePairs({ dimension: { min: dimension, max: dimension } });
  const doubles = fc.array(fc.double(), { minLength: dimension, maxLength: dimension });
  const naive = fc.tuple(doubles, doubles);
  const cases = Math.ceil(64_000 / dimension);
  const ratios: number[] = [];
  // The first rounds let the compiler settle; the two sides take turns, so that a busy machine slows both.
  for (let round = -5; round < rounds; round++) {
    const ours = costOf(pairs, 4 * cases, round);
    const theirs = costOf(naive, cases, round);
    if (round >= 0) ratios.push(theirs / ours);
  }
  ratios.sort((a, b) => a - b);
  const median = ratios[rounds >> 1] ?? Number.NaN;
  return {
    what: `drawing an effective pair, D = ${dimension}`,
    peer: 'two fc.array(fc.double())',
    target: target === null ? 'none' : `≥ ${target}×`,
    median,
    least: ratios[0] ?? Number.NaN,
    greatest: ratios[rounds - 1] ?? Number.NaN,
    met: target === null || median >= target,
  };
};

/** Speed of the pair generator against arrays of doubles, which reach no stratum and shrink badly besides. */
export default async (): Promise<readonly BenchRow[]> => [
  speedup(4, null),
  speedup(16, null),
  speedup(64, 10),
  speedup(512, null),
];
