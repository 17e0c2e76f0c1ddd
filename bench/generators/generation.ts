import fc from 'fast-check';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { effectivePairs } from '../../src/arbitrary/pair/pair.ts';
import { ratioRow } from '../measure/ratio.ts';
import type { BenchRow, Target } from '../row.ts';

/** Nanoseconds a case, drawing alone: no property, no shrinking. */
const costOf = (given: fc.Arbitrary<unknown>, cases: number, seed: number): number => {
  const source = new fc.Random(xoroshiro128plus(seed));
  const begin = performance.now();
  for (let i = 0; i < cases; i++) given.generate(source, undefined);
  return ((performance.now() - begin) * 1e6) / cases;
};

/** How many times as fast effective pairs come as pairs of `fc.array(fc.double())` of the same dimension. */
const speedup = (dimension: number, target: Target): Promise<BenchRow> => {
  const pairs = effectivePairs({ dimension: { min: dimension, max: dimension } });
  const doubles = fc.array(fc.double(), { minLength: dimension, maxLength: dimension });
  const naive = fc.tuple(doubles, doubles);
  const cases = Math.ceil(64_000 / dimension);
  let ourSeed = 0;
  let theirSeed = 0;
  return ratioRow(
    { what: `drawing an effective pair, D = ${dimension}`, peer: 'two fc.array(fc.double())', target },
    {
      warmUps: 5,
      rounds: 15,
      ours: () => costOf(pairs, 4 * cases, ourSeed++),
      theirs: () => costOf(naive, cases, theirSeed++),
    },
  );
};

/** Speed of the pair generator against arrays of doubles, which reach no stratum and shrink badly besides. */
export default async (): Promise<readonly BenchRow[]> => [
  await speedup(4, null),
  await speedup(16, null),
  await speedup(64, { atLeast: 10 }),
  await speedup(512, null),
];
