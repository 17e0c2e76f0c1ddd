/** Whether an unshifted Cholesky factorisation in plain doubles runs to the end: no proof of anything. */
export const plainCholesky = (size: number, entries: ArrayLike<number>): boolean => {
  const lower = Float64Array.from(entries);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = lower[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      if (i === j && !(sum > 0)) return false;
      lower[i * size + j] = i === j ? Math.sqrt(sum) : sum / lower[j * size + j]!;
    }
  }
  return true;
};
