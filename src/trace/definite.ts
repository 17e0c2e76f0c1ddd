/** A symmetric matrix, and how far each entry may be off. */
export type Entries = readonly (readonly { readonly value: number; readonly bound: number }[])[];

/** Whether the leading block minus the norm of its bounds still has a Cholesky factor: then all matrices within them do. */
export const isDefiniteBeyond = (matrix: Entries, size: number): boolean => {
  let shift = 0;
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += matrix[i]![j]!.bound;
    shift = Math.max(shift, sum);
  }
  shift = 2 * shift + 4 * size * size * Number.EPSILON;
  const factor: number[][] = [];
  for (let i = 0; i < size; i++) {
    const row: number[] = [];
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!.value - (i === j ? shift : 0);
      for (let m = 0; m < j; m++) sum -= row[m]! * (j === i ? row[m]! : factor[j]![m]!);
      if (j < i) row.push(sum / factor[j]![j]!);
      else if (sum > 0) row.push(Math.sqrt(sum));
      else return false;
    }
    factor.push(row);
  }
  return true;
};

/** Whether c with L₁₁ᵀc = −l, c_i = 1, has cᵀSc below minus its bound. */
export const isRefuted = (
  matrix: Entries,
  rows: readonly (readonly number[])[],
  row: readonly number[],
  i: number,
): boolean => {
  const c = Array.from({ length: i + 1 }, () => 0);
  c[i] = 1;
  for (let j = i - 1; j >= 0; j--) {
    let sum = -row[j]!;
    for (let m = j + 1; m < i; m++) sum -= rows[m]![j]! * c[m]!;
    c[j] = sum / rows[j]![j]!;
  }
  let [form, bound] = [0, 0];
  for (let a = 0; a <= i; a++) {
    for (let b = 0; b <= i; b++) {
      const { value, bound: off } = matrix[a]![b]!;
      form += c[a]! * c[b]! * value;
      bound += Math.abs(c[a]! * c[b]!) * (off + 32 * Number.EPSILON * Math.abs(value));
    }
  }
  return form < -bound;
};
