import fc from 'fast-check';
import { atMost, truth, worst } from '../../src/checks/outcome/outcome.ts';
import { type EffectivePair, effectivePair } from '../../src/metric/effectivePair.ts';
import { familyMetric } from '../../src/metric/family.ts';
import { optimalMetric } from '../../src/metric/optimal.ts';
import type { Claim } from '../../src/types/claim.ts';
import { exactAngle } from '../exact/exactAngle.ts';
import {
  divide,
  dot,
  fraction,
  multiply,
  one,
  relativeError,
  subtract,
  toNumber,
} from '../exact/fraction.ts';
import { generalPairs } from '../generators/generalPairs.ts';
import { ordinaryPairs } from '../generators/ordinaryPairs.ts';
import { eigenvalueTolerance } from '../rounding.ts';
import { ofMetrics } from '../subjects/metrics.ts';

interface Level {
  readonly value: number;
  readonly multiplicity: number;
}

/** λ₋λ₊ = α*²c², λ₊ − α* = α*s and α* between them, each against the exact α*, c² and s². */
const hasSpectrum = (spectrum: (pair: EffectivePair) => readonly Level[]) => (pair: EffectivePair) => {
  const levels = spectrum(pair).flatMap(({ value, multiplicity }) =>
    Array.from({ length: multiplicity }, () => value),
  );
  const alphaStar = divide(dot(pair.y, pair.y), dot(pair.y, pair.g));
  const { cosineSquared, sineSquared } = exactAngle(pair.g, pair.y);
  const [least, greatest] = [fraction(levels[0]!), fraction(levels.at(-1)!)];
  const product = divide(multiply(least, greatest), multiply(alphaStar, alphaStar));
  // t = λ₊/α* − 1 against s: |t − s| = |t² − s²|/(t + s).
  const top = subtract(divide(greatest, alphaStar), one);
  const size = toNumber(top) + Math.sqrt(toNumber(sineSquared));
  const deviation = Math.abs(toNumber(subtract(multiply(top, top), sineSquared)));
  return worst([
    truth(levels.length === pair.g.length),
    atMost(relativeError(1, divide(product, cosineSquared)), 2 * eigenvalueTolerance),
    atMost(size > 0 ? deviation / size : Math.abs(size), 2 * eigenvalueTolerance),
    ...levels.slice(1, -1).map((level) => atMost(relativeError(level, alphaStar), eigenvalueTolerance)),
  ]);
};

const changed = (change: (level: Level, k: number, levels: readonly Level[]) => Level) =>
  hasSpectrum((pair) => optimalMetric(pair).eigenvalues.map(change));

export default {
  id: 'P5-spectrum',
  claim: 'The spectrum of M(α*) is α*·{1 − s, 1 (D − 2 times), 1 + s} with α* = yᵀy/(yᵀg).',
  source: 'P5',
  given: fc.oneof(
    ordinaryPairs({ dimension: { min: 2, max: 32 } }),
    generalPairs({ dimension: { min: 2, max: 16 }, tangent: { min: -20, max: 14 }, scale: 60 }),
  ),
  ...ofMetrics(({ optimal }) => hasSpectrum((pair) => optimal(pair).eigenvalues)),
  mutants: {
    'α off by 1 %': hasSpectrum((pair) => {
      const [middle] = optimalMetric(pair).eigenvalues.slice(-1);
      const alpha = (1.01 * middle!.value) / (1 + pair.sine);
      return familyMetric(pair, alpha).eigenvalues;
    }),
    '1 − s with cancellation': changed((level, k, levels) => {
      const top = levels.at(-1)!.value;
      return k === 0 && levels.length === 3 ? { ...level, value: 2 * levels[1]!.value - top } : level;
    }),
    'spectrum of the exchanged pair': hasSpectrum(
      ({ g, y }) => optimalMetric(effectivePair(y, g)).eigenvalues,
    ),
  },
} satisfies Claim<EffectivePair>;
