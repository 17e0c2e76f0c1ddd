import fc from 'fast-check';
import { effectivePairs } from '../../src/arbitrary/pair/pair.ts';
import type { VectorPair } from '../../src/arbitrary/pair/pairAtTangent.ts';
import type { Claim } from '../../src/types/claim.ts';
import { isHealthy } from '../generators/health.ts';
import { sampleCost, sampleSeeds } from '../generators/samples.ts';
import { ofGenerator } from '../subjects/generators.ts';

const read = ({ g, y }: VectorPair) => ({
  key: `${g.join()};${y.join()}`,
  isUsable: isUsable(g) && isUsable(y),
});

const isUsable = (x: Float64Array): boolean => x.some((value) => value !== 0) && x.every(Number.isFinite);

const vector = fc.array(fc.double(), { minLength: 2, maxLength: 2 }).map((x) => Float64Array.from(x));
const demand = { dimension: { min: 1, max: 64 } };
const signs = effectivePairs(demand).map(({ g, y }) => ({
  g: g.slice(0, 1).map(Math.sign),
  y: y.slice(0, 1).map(Math.sign),
}));

const claim: Claim<number> = {
  id: 'G12-health',
  claim:
    'At most 1 % of generated pairs repeat one of the first 1000 or have no angle: a case is a test of thousands of draws.',
  source: 'G: default doubles leave the angle undefined in 40–100 % of the cases',
  cost: sampleCost,
  ...ofGenerator('effectivePairs', (pairs) => ({
    given: sampleSeeds,
    holds: isHealthy(pairs(demand), read),
  })),
  mutants: {
    'default doubles': isHealthy(fc.record({ g: vector, y: vector }), read),
    'signs of one coordinate': isHealthy(signs, read),
  },
};

export default claim;
