import fc from 'fast-check';
import { truth, worst } from '../../src/checks/outcome/outcome.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import { familyMetric } from '../../src/metric/family.ts';
import type { Claim } from '../../src/types/claim.ts';
import { exactFamily, shifted } from '../exact/exactMetric.ts';
import { fraction } from '../exact/fraction.ts';
import { inertia } from '../exact/inertia.ts';
import { type IntegerPair, integerPairs } from '../generators/integers.ts';
import { plainDot } from '../plain/plainMetric.ts';
import { eigenvalueTolerance } from '../rounding.ts';
import { type Metrics, ofMetrics } from '../subjects/metrics.ts';

interface Case extends IntegerPair {
  /** α = ratio·α*. */
  readonly ratio: { readonly n: number; readonly d: number };
}

interface Level {
  readonly value: number;
  readonly multiplicity: number;
}

const alphaOf = ({ g, y, ratio }: Case): number => ((plainDot(y, y) / plainDot(y, g)) * ratio.n) / ratio.d;

const levelsOf =
  (family: Metrics['family']) =>
  (value: Case): readonly Level[] =>
    family(effectivePair(value.g, value.y), alphaOf(value)).eigenvalues;

/** Eigenvalues of the exact matrix below t, by inertia of M − tI. */
const countsBelow = (value: Case) => {
  const exact = exactFamily(value.g, value.y, { n: BigInt(value.ratio.n), d: BigInt(value.ratio.d) });
  return (t: number): number => inertia(shifted(exact, fraction(t))).negative;
};

/** Exactly as many eigenvalues as stated lie within the tolerance of each stated one. */
const located = (spectrum: (value: Case) => readonly Level[]) => (value: Case) => {
  const below = countsBelow(value);
  const levels = spectrum(value);
  let passed = 0;
  return worst([
    truth(levels.reduce((sum, { multiplicity }) => sum + multiplicity, 0) === value.g.length),
    ...levels.map(({ value: level, multiplicity }) => {
      const [low, high] = [level * (1 - eigenvalueTolerance), level * (1 + eigenvalueTolerance)];
      const [before, after] = [below(low), below(high)];
      const right = before <= passed && after >= passed + multiplicity;
      passed += multiplicity;
      return truth(right);
    }),
  ]);
};

const altered = (change: (levels: readonly Level[], value: Case) => readonly Level[]) =>
  located((value) => change(levelsOf(familyMetric)(value), value));

export default {
  id: 'P4-spectrum',
  claim:
    'M(α) has the eigenvalue α at least D − 2 times, and the two roots of λ² − (α + α*)λ + α yᵀg/gᵀg = 0 on either side of it.',
  source: 'P4',
  given: fc
    .tuple(integerPairs({ min: 2, max: 5 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
    .map(([pair, n, d]): Case => ({ ...pair, ratio: { n, d } })),
  ...ofMetrics(({ family }) => located(levelsOf(family))),
  mutants: {
    'α off by 1 %': altered((levels, value) =>
      levels.map((level) =>
        level.multiplicity === value.g.length - 2 ? { ...level, value: level.value * 1.01 } : level,
      ),
    ),
    'smallest off by 1e-12': altered((levels) =>
      levels.map((level, k) => (k === 0 ? { ...level, value: level.value * (1 + 1e-12) } : level)),
    ),
    'a multiplicity too high': altered((levels) =>
      levels.map((level, k) => (k === 0 ? { ...level, multiplicity: level.multiplicity + 1 } : level)),
    ),
    'yᵀg/yᵀy for yᵀg/gᵀg': located((value) => {
      const alpha = alphaOf(value);
      const [yy, yg] = [plainDot(value.y, value.y), plainDot(value.y, value.g)];
      const trace = alpha + yy / yg;
      const top = (trace + Math.sqrt(Math.max(0, trace ** 2 - (4 * alpha * yg) / yy))) / 2;
      return [
        { value: trace - top, multiplicity: 1 },
        { value: alpha, multiplicity: value.g.length - 2 },
        { value: top, multiplicity: 1 },
      ];
    }),
  },
} satisfies Claim<Case>;
