import { dot, type Fraction, fraction, multiply, subtract, toNumber } from './fraction.ts';

/** cos²ψ and sin²ψ of a pair of doubles, as fractions with the common denominator yᵀy·gᵀg. */
export interface ExactAngle {
  readonly cosineSquared: Fraction;
  readonly sineSquared: Fraction;
}

/** cos²ψ = (yᵀg)²/(yᵀy gᵀg) and sin²ψ = 1 − cos²ψ. */
export const exactAngle = (g: ArrayLike<number>, y: ArrayLike<number>): ExactAngle => {
  const yg = dot(y, g);
  const across = multiply(yg, yg);
  const norms = multiply(dot(y, y), dot(g, g));
  // Both have the denominator of (yᵀg)², the square of that of yᵀg.
  return {
    cosineSquared: { n: across.n, d: norms.n },
    sineSquared: { n: norms.n - across.n, d: norms.n },
  };
};

/** |x/√square − 1|, from x²/square − 1 = ε(2 + ε). */
export const relativeErrorOfRoot = (x: number, square: Fraction): number => {
  if (square.n === 0n) return Math.abs(x);
  const ofSquare = relativeErrorOfSquare(x, square);
  return ofSquare / 2;
};

const relativeErrorOfSquare = (x: number, square: Fraction): number => {
  const squared = multiply(fraction(x), fraction(x));
  const difference = subtract(squared, square);
  return Math.abs(toNumber({ n: difference.n * square.d, d: difference.d * square.n }));
};

/** Bits after the point of the fixed-point numbers below. */
const bits = 400n;
const unit = 1n << bits;

/** sin and cos of a double by their Taylor series, in fixed point. */
const sineAndCosine = (x: number): { readonly sine: bigint; readonly cosine: bigint } => {
  const { n, d } = fraction(x);
  const fixed = (n << bits) / d;
  let [term, sine, cosine] = [unit, 0n, 0n];
  for (let k = 1n; term !== 0n; k++) {
    if (k % 2n === 1n) cosine += k % 4n === 1n ? term : -term;
    else sine += k % 4n === 2n ? term : -term;
    term = (term * fixed) / (unit * k);
  }
  return { sine, cosine };
};

const fixedRoot = ({ n, d }: Fraction): bigint => integerRoot((n << (2n * bits)) / d);

const integerRoot = (x: bigint): bigint => {
  if (x < 2n) return x;
  let root = 1n << BigInt((x.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + x / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
};

/** |ψ̂/ψ − 1| of an angle in [0, π/2], from sin(ψ̂ − ψ); below 2⁻¹⁰⁰ ψ is sin ψ to 200 bits. */
export const relativeErrorOfAngle = (angle: number, { cosineSquared, sineSquared }: ExactAngle): number => {
  if (angle < 2 ** -100) return relativeErrorOfRoot(angle, sineSquared);
  const { sine, cosine } = sineAndCosine(angle);
  const [c, s] = [fixedRoot(cosineSquared), fixedRoot(sineSquared)];
  const difference = { n: sine * c - cosine * s, d: unit * unit };
  return Math.abs(toNumber(difference)) / angle;
};
