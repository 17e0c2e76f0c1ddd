import type { Vector } from '../../types/vector.ts';
import { type Knowledge, keepsSigns, numberOf, type Part, type PartValues } from './part.ts';
import { norm } from './scaling.ts';

/**
 * P x with P = S + skew · J: S symmetric positive definite with eigenvalues from 1 to `condition`, on axes turned by
 * the reflection I − 2wwᵀ/(wᵀw), w = (1, 1/2, 1/3, …); J turns each pair of coordinates (2k, 2k+1) by 90°.
 * xᵀPx = xᵀSx > 0 whatever the skew part.
 */
const precondition: Part = {
  formula: '(S + skew · J) x, S positive definite, J skew-symmetric',
  numbers: {
    condition: { min: 1, max: 1e6, simple: 2, scale: 'logarithmic' },
    skew: { min: 1e-2, max: 1e4, simple: 1, scale: 'logarithmic' },
  },
  weight: 3,
  memory: 0,
  know: afterPositive,
  apply(x, values) {
    const condition = numberOf(values, 'condition');
    const skew = numberOf(values, 'skew');
    const turned = quarterTurn(x);
    reflect(x);
    const last = Math.max(1, x.length - 1);
    for (let i = 0; i < x.length; i++) x[i] = condition ** (i / last) * x[i]!;
    reflect(x);
    for (let i = 0; i < x.length; i++) x[i] = x[i]! + skew * turned[i]!;
  },
};

/** A diagonal metric that differs between neighbours. */
const diagonal: Part = {
  formula: 'ratio^(i mod 3) · xᵢ',
  numbers: { ratio: { min: 1e-3, max: 1e3, simple: 2, scale: 'logarithmic' } },
  weight: 2,
  memory: 0,
  know: keepsSigns,
  apply(x, values) {
    const ratio = numberOf(values, 'ratio');
    for (let i = 0; i < x.length; i++) x[i] = ratio ** (i % 3) * x[i]!;
  },
};

/** The angle between in and out is ψ, where D > 1: cos ψ x + sin ψ ‖x‖ ĥ, h = J x ⟂ x. */
const turn: Part = {
  formula: 'cos(angle) x + sin(angle) ‖x‖ h, h ⟂ x, in degrees',
  numbers: { angle: { min: 1, max: 179, simple: 45, scale: 'linear' } },
  weight: 3,
  memory: 0,
  know: (inner, values) => (inner === 'aligned' && numberOf(values, 'angle') < 90 ? 'effective' : 'open'),
  apply(x, values) {
    const angle = (numberOf(values, 'angle') * Math.PI) / 180;
    const turned = quarterTurn(x);
    const size = norm(turned);
    if (!(size > 0)) return;
    const along = Math.cos(angle);
    const aside = Math.sin(angle) * (norm(x) / size);
    for (let i = 0; i < x.length; i++) x[i] = along * x[i]! + aside * turned[i]!;
  },
};

/** The orthogonal projection onto vectors of mean 0: xᵀPx = ‖Px‖², so that it rests where all xᵢ are equal. */
const centre: Part = {
  formula: 'xᵢ − mean(x)',
  numbers: {},
  weight: 2,
  memory: 0,
  know: () => 'open',
  apply(x) {
    if (x.length < 2) return;
    let mean = 0;
    for (const value of x) mean += value / x.length;
    for (let i = 0; i < x.length; i++) x[i] = x[i]! - mean;
  },
};

/** A map with xᵀPx > 0 makes an effective direction of an aligned one, and nothing certain of any other. */
function afterPositive(inner: Knowledge, _values: PartValues): Knowledge {
  return inner === 'aligned' ? 'effective' : 'open';
}

/** J x, with a last coordinate without partner set to 0. */
const quarterTurn = (x: Vector): Vector => {
  const turned = new Float64Array(x.length);
  for (let i = 0; i + 1 < x.length; i += 2) {
    turned[i] = -x[i + 1]!;
    turned[i + 1] = x[i]!;
  }
  return turned;
};

/** x − 2 w (wᵀx)/(wᵀw), w = (1, 1/2, 1/3, …). */
const reflect = (x: Vector): void => {
  let product = 0;
  let square = 0;
  for (let i = 0; i < x.length; i++) {
    product += x[i]! / (i + 1);
    square += 1 / (i + 1) ** 2;
  }
  const factor = (2 * product) / square;
  for (let i = 0; i < x.length; i++) x[i] = x[i]! - factor / (i + 1);
};

/** Parts that apply a matrix, or turn the direction. */
export const linearParts = { precondition, diagonal, turn, centre };
