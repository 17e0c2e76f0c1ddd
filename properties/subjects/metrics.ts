import { canonicalMetric } from '../../src/metric/canonical.ts';
import { minimumConditionNumber } from '../../src/metric/conditionNumber.ts';
import { type EffectivePair, effectivePair } from '../../src/metric/effectivePair.ts';
import { familyMetric } from '../../src/metric/family.ts';
import type { Metric } from '../../src/metric/metric.ts';
import { minimiserMetric } from '../../src/metric/minimiser.ts';
import { optimalMetric } from '../../src/metric/optimal.ts';
import type { ClaimOf, Holds } from '../../src/types/claim.ts';
import type { VectorLike } from '../../src/types/vector.ts';

/** The constructions that claims about metrics judge. */
export interface Metrics {
  /** The pair of an update and a negated gradient. @throws RangeError unless yᵀg > 0 */
  readonly pair: (g: VectorLike, y: VectorLike) => EffectivePair;
  /** κ*. */
  readonly bound: (pair: Pick<EffectivePair, 'cosine' | 'sine'>) => number;
  /** M(α*). */
  readonly optimal: (pair: EffectivePair) => Metric;
  /** M(α). */
  readonly family: (pair: EffectivePair, alpha: number) => Metric;
  /** y yᵀ/(yᵀg) + Σ uᵢuᵢᵀ. */
  readonly canonical: (pair: EffectivePair, basis: readonly VectorLike[]) => Metric;
  /** M(α*) tilted off the plane of g and y. */
  readonly minimiser: (pair: EffectivePair, tilts: VectorLike) => Metric;
}

/** Those of src/metric. */
export const ourMetrics: Metrics = {
  pair: effectivePair,
  bound: minimumConditionNumber,
  optimal: optimalMetric,
  family: familyMetric,
  canonical: canonicalMetric,
  minimiser: minimiserMetric,
};

/** A claim about metrics, of ours and of any others. */
export const ofMetrics = <Case>(
  holds: (metrics: Metrics) => Holds<Case>,
): { readonly holds: Holds<Case>; readonly of: ClaimOf<Case> } => {
  const of: ClaimOf<Case, Metrics> = { kind: 'metric', holds };
  return { holds: holds(ourMetrics), of };
};
