import type { Random, Vector } from '../../types/vector.ts';

/**
 * A uniform order of 0 … n − 1 among those that move at least one of them, for n ≥ 2; the identity for n < 2.
 * Source: Fisher and Yates; Durstenfeld, Commun. ACM 7 (1964).
 */
export const drawPermutation = (count: number, random: Random): readonly number[] => {
  const order = Array.from({ length: count }, (_, i) => i);
  do {
    for (let i = count - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
  } while (count > 1 && order.every((from, to) => from === to));
  return order;
};

/** (v_{o(0)}, v_{o(1)}, …): the coordinates of v in another order, or some of them. Exact. */
export const gather = (values: Vector, order: readonly number[]): Vector =>
  Float64Array.from(order, (from) => values[from]!);

/** The inverse of {@link gather}: entry k goes to place o(k) of a copy of `rest`. Exact. */
export const scatter = (values: Vector, order: readonly number[], rest: Vector): Vector => {
  const result = rest.slice();
  for (let k = 0; k < order.length; k++) result[order[k]!] = values[k]!;
  return result;
};
