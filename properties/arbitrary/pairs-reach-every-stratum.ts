import fc from 'fast-check';
import { dimensionStratum } from '../../src/arbitrary/coverage/strata.ts';
import { angleStratum } from '../../src/arbitrary/pair/angle.ts';
import { effectivePairs } from '../../src/arbitrary/pair/pair.ts';
import type { VectorPair } from '../../src/arbitrary/pair/pairAtTangent.ts';
import { pairGeometry } from '../../src/metric/pairGeometry.ts';
import type { Claim } from '../../src/types/claim.ts';
import { reaches } from '../generators/reach.ts';
import { sampleCost, sampleSeeds } from '../generators/samples.ts';
import { ofGenerator } from '../subjects/generators.ts';

/** Half of the designed share of each stratum, or less. */
const required = {
  'D = 1': 0.07,
  'D = 2': 0.14,
  'D = 3–8': 0.2,
  'D = 9–64': 0.06,
  'D = 65–512': 0.014,
  'ψ = 0°': 0.1,
  'ψ = (0°, 1°]': 0.055,
  'ψ = (1°, 89°]': 0.12,
  'ψ = (89°, 89.999°]': 0.065,
  'ψ = (89.999°, limit]': 0.065,
  'ψ = beyond limit': 0.055,
  'same size': 0.15,
  'far apart in size': 0.12,
  'tiny or huge': 0.12,
  subnormal: 0.015,
  'zero coordinate': 0.2,
  'negative zero': 0.015,
  'equal coordinates': 0.2,
};

const strata = ({ g, y }: VectorPair): readonly string[] => {
  if (isZero(g) || isZero(y)) return ['undefined angle'];
  const geometry = pairGeometry(g, y);
  const entries = [...g, ...y];
  const [gSize, ySize] = [largest(g), largest(y)];
  const apart = Math.abs(Math.log2(ySize) - Math.log2(gSize));
  const is = (label: string, holds: boolean): readonly string[] => (holds ? [label] : []);
  return [
    `D = ${dimensionStratum(g.length)}`,
    `ψ = ${angleStratum(geometry)}`,
    ...is('same size', apart < 10),
    ...is('far apart in size', apart > 60),
    ...is('tiny or huge', Math.max(gSize, ySize) > 2 ** 60 || Math.min(gSize, ySize) < 2 ** -60),
    ...is(
      'subnormal',
      entries.some((x) => x !== 0 && Math.abs(x) < 2 ** -1022),
    ),
    ...is('zero coordinate', entries.includes(0)),
    ...is(
      'negative zero',
      entries.some((x) => Object.is(x, -0)),
    ),
    ...is(
      'equal coordinates',
      g.some((x, i) => x !== 0 && g.indexOf(x) !== i),
    ),
  ];
};

const isZero = (x: Float64Array): boolean => x.every((value) => value === 0);

const largest = (x: Float64Array): number => x.reduce((size, value) => Math.max(size, Math.abs(value)), 0);

/** Two vectors of independent doubles: what anybody would write first. */
const naive = (dimension: fc.Arbitrary<number>): fc.Arbitrary<VectorPair> =>
  dimension.chain((size) => {
    const vector = fc
      .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: size, maxLength: size })
      .map((x) => Float64Array.from(x));
    return fc.record({ g: vector, y: vector });
  });

const wide = { dimension: { min: 1, max: 512 } };

const claim: Claim<number> = {
  id: 'G4-reach',
  claim:
    'Effective pairs of every stratum of dimension, angle and magnitude, with zeros, equal coordinates and subnormals, come at half their designed share or more: a case is a test of thousands of draws.',
  source: 'G: Chernoff bounds at a certainty of 10⁹',
  cost: sampleCost,
  ...ofGenerator('effectivePairs', (pairs) => ({
    given: sampleSeeds,
    holds: reaches(pairs(wide), strata, required),
  })),
  mutants: {
    'independent doubles': reaches(naive(fc.integer({ min: 1, max: 64 })), strata, required),
    'two coordinates only': reaches(effectivePairs({ dimension: { min: 2, max: 2 } }), strata, required),
    'angles from 1° to 89° only': reaches(
      effectivePairs({ dimension: { min: 2, max: 512 }, angle: { min: 0.02, max: 1.55 } }),
      strata,
      required,
    ),
    'all at one scale': reaches(effectivePairs(wide).map(atOneScale), strata, required),
  },
};

export default claim;

function atOneScale({ g, y }: VectorPair): VectorPair {
  const [a, b] = [2 ** Math.floor(Math.log2(largest(g))), 2 ** Math.floor(Math.log2(largest(y)))];
  return { g: g.map((x) => x / a), y: y.map((x) => x / b) };
}
