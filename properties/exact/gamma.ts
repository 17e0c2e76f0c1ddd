import { compare, divide, type Fraction, fraction } from './fraction.ts';

/** numerator/denominator of two integers, each below 2⁵³ in size or a double. Exact. */
export const wholes = (numerator: number, denominator = 1): Fraction =>
  divide({ n: BigInt(numerator), d: 1n }, { n: BigInt(denominator), d: 1n });

/** γₖ = k u/(1 − k u) = k/(2⁵³ − k). Exact. Source: Higham, Accuracy and Stability of Numerical Algorithms (2002), lemma 3.1. */
export const exactGamma = (k: number): Fraction => wholes(k, 2 ** 53 - k);

/** Whether γₖ ≤ bound ≤ γₖ₊₂: a bound on k roundings that is too wide by two at most. Exact. */
export const isGamma = (bound: number, k: number): boolean =>
  compare(fraction(bound), exactGamma(k)) >= 0 && compare(fraction(bound), exactGamma(k + 2)) <= 0;
