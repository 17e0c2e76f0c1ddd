import type fc from 'fast-check';
import { effectivePairs, ineffectivePairs, type PairDemand } from '../../src/arbitrary/pair/pair.ts';
import type { VectorPair } from '../../src/arbitrary/pair/pairAtTangent.ts';
import { type GeneratedRule, learningRules } from '../../src/arbitrary/rule/rule.ts';
import { type ScenarioDemand, scenarios } from '../../src/arbitrary/scenario/scenario.ts';
import type { ClaimOf, Holds } from '../../src/types/claim.ts';
import type { DimensionRange, Scenario } from '../../src/types/scenario.ts';
import { type Competitor, competitors } from '../generators/competitor.ts';
import { type ComplementBasis, complementBases } from '../generators/complementBasis.ts';
import { type HurwitzMatrix, hurwitzMatrices } from '../generators/hurwitz.ts';
import { type SpectralMatrix, type SpectrumDemand, spdMatrices } from '../generators/spd.ts';

type Dimensions = { readonly dimension: DimensionRange };

/** The generators that claims judge. */
export interface Generators {
  readonly effectivePairs: (demand: PairDemand) => fc.Arbitrary<VectorPair>;
  readonly ineffectivePairs: (demand: Dimensions) => fc.Arbitrary<VectorPair>;
  readonly complementBases: (demand: Dimensions) => fc.Arbitrary<ComplementBasis>;
  readonly competitors: (demand: Dimensions) => fc.Arbitrary<Competitor>;
  readonly spdMatrices: (demand: SpectrumDemand) => fc.Arbitrary<SpectralMatrix>;
  readonly hurwitzMatrices: (demand: Dimensions) => fc.Arbitrary<HurwitzMatrix>;
  readonly learningRules: (demand: {
    readonly parts: { readonly min: number; readonly max: number };
    readonly known: 'effective';
  }) => fc.Arbitrary<GeneratedRule>;
  readonly scenarios: (demand: ScenarioDemand) => fc.Arbitrary<Scenario>;
}

/** Those of src/arbitrary. */
export const ourGenerators: Generators = {
  effectivePairs,
  ineffectivePairs,
  complementBases,
  competitors,
  spdMatrices,
  hurwitzMatrices,
  learningRules,
  scenarios,
};

/** Cases, and what is to hold of them. */
interface Trial<Case> {
  readonly given: fc.Arbitrary<Case>;
  readonly holds: Holds<Case>;
}

/** A claim about one generator, ours and any other in its place; where a subject has ours, it does not apply. */
export const ofGenerator = <Name extends keyof Generators, Case>(
  name: Name,
  trial: (generator: Generators[Name]) => Trial<Case>,
): Trial<Case> & { readonly of: ClaimOf<Case> } => {
  const of: ClaimOf<Case, Generators> = {
    kind: 'generator',
    given: (subject) => (subject[name] === ourGenerators[name] ? undefined : trial(subject[name]).given),
    holds: (subject) => trial(subject[name]).holds,
  };
  return { ...trial(ourGenerators[name]), of };
};
