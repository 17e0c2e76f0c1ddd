import { atMost, truth } from '../../src/checks/outcome/outcome.ts';
import { formulaRoundoff } from '../../src/linalg/rounding.ts';
import { minimumConditionNumber } from '../../src/metric/conditionNumber.ts';
import { effectivePair } from '../../src/metric/effectivePair.ts';
import { pairGeometry } from '../../src/metric/pairGeometry.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Vector } from '../../src/types/vector.ts';
import { type Drawn, drawn, drawSpectral, normalVector, sourceOf } from '../generators/drawn.ts';
import { dot } from '../plain/vectors.ts';

/** y with some zero coordinates. */
const drawSlope = (value: Drawn): Vector => {
  const random = sourceOf(value);
  const y = normalVector(value.dimension, random).map((x) => (random() < 1 / 4 ? 0 : x));
  if (y.every((x) => x === 0)) y[0] = 1;
  return y;
};

/** κ* ≤ κ(P) for g = P y: P⁻¹ is one of the metrics over which κ* is the least. */
const preconditioned =
  (power: number): Holds<Drawn> =>
  (value) => {
    const y = drawSlope(value);
    const p = drawSpectral(value.dimension, sourceOf(value), 30);
    const kappa = Math.max(...p.eigenvalues) / Math.min(...p.eigenvalues);
    const reached = minimumConditionNumber(effectivePair(p.apply(y), y));
    return atMost(reached, kappa ** power * (1 + formulaRoundoff(900)));
  };

/** c = ‖y‖₁/(√nnz(y) ‖y‖₂) for g = sign y. */
const signRule =
  (count: (y: Vector) => number): Holds<Drawn> =>
  (value) => {
    const y = drawSlope(value);
    const sum = y.reduce((total, x) => total + Math.abs(x), 0);
    const expected = sum / Math.sqrt(count(y) * dot(y, y));
    return atMost(Math.abs(pairGeometry(y.map(Math.sign), y).cosine - expected), formulaRoundoff(1));
  };

/** yᵀg = (yᵀξ)² for g = (yᵀξ)ξ. */
const forwardGradient =
  (power: number): Holds<Drawn> =>
  (value) => {
    const y = drawSlope(value);
    const xi = normalVector(value.dimension, sourceOf({ ...value, seed: value.seed + 1 }));
    const slope = dot(y, xi);
    const g = xi.map((x) => slope * x);
    return atMost(Math.abs(dot(y, g) - slope ** power), formulaRoundoff(dot(y, y) * dot(xi, xi)));
  };

const nonZero = (y: Vector): number => y.reduce((count, x) => count + (x === 0 ? 0 : 1), 0);

const claim: Claim<Drawn> = {
  id: 'X9-closed-forms',
  claim: 'g = Py has κ* ≤ κ(P); the sign rule has c = ‖y‖₁/(√nnz ‖y‖₂); forward gradients have yᵀg = (yᵀξ)²',
  source: 'X9',
  given: drawn(1, 8),
  holds: (value) => {
    const outcomes = [preconditioned(1)(value), signRule(nonZero)(value), forwardGradient(2)(value)];
    return outcomes.find(({ status }) => status === 'refuted') ?? truth(true);
  },
  mutants: {
    'κ* ≤ √κ(P)': preconditioned(1 / 2),
    'the sign rule with D in place of nnz': signRule((y) => y.length),
    'forward gradients with |yᵀξ|': forwardGradient(1),
  },
};

export default claim;
