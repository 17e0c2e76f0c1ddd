import type fc from 'fast-check';
import { type Competitor, competitors } from '../../../src/arbitrary/competitor.ts';
import { type ComplementBasis, complementBases } from '../../../src/arbitrary/complementBasis.ts';
import { type HurwitzMatrix, hurwitzMatrices } from '../../../src/arbitrary/hurwitz.ts';
import { effectivePairs, ineffectivePairs, type PairDemand } from '../../../src/arbitrary/pair.ts';
import type { VectorPair } from '../../../src/arbitrary/pairAtTangent.ts';
import { type GeneratedRule, learningRules } from '../../../src/arbitrary/rule.ts';
import { type ScenarioDemand, scenarios } from '../../../src/arbitrary/scenario.ts';
import { type SpectralMatrix, type SpectrumDemand, spdMatrices } from '../../../src/arbitrary/spd.ts';
import type { DimensionRange } from '../../../src/arbitrary/strata.ts';
import type { ClaimOf, Holds } from '../../../src/types/claim.ts';
import type { Scenario } from '../../../src/types/scenario.ts';

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

/** A claim about one generator, ours and any other in its place; where a subject has ours, it says nothing of it. */
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
