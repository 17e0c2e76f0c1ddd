import { Matrix } from 'ml-matrix';

/** A symmetric matrix ofY·y yᵀ + alpha·I − ofG·g gᵀ in plain arithmetic, for mutants and competitors. */
export const plainMatrix = (terms: {
  readonly y: ArrayLike<number>;
  readonly g: ArrayLike<number>;
  readonly ofY: number;
  readonly alpha: number;
  readonly ofG: number;
}): Matrix => {
  const size = terms.y.length;
  const matrix = Matrix.zeros(size, size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      const diagonal = i === j ? terms.alpha : 0;
      const value =
        terms.ofY * terms.y[i]! * terms.y[j]! + (diagonal - terms.ofG * terms.g[i]! * terms.g[j]!);
      matrix.set(i, j, value);
      matrix.set(j, i, value);
    }
  }
  return matrix;
};

/** Σ aᵢbᵢ in plain arithmetic. */
export const plainDot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/** M(α) in plain arithmetic, α = yᵀy/(yᵀg) times a factor. */
export const plainFamily = (
  { g, y }: { readonly g: ArrayLike<number>; readonly y: ArrayLike<number> },
  factor: number,
): Matrix => {
  const [yy, gg, yg] = [plainDot(y, y), plainDot(g, g), plainDot(y, g)];
  const alpha = (factor * yy) / yg;
  return plainMatrix({ y, g, ofY: 1 / yg, alpha, ofG: alpha / gg });
};
