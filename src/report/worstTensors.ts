import type { TensorTrace } from '../types/trace.ts';

/** Tensors that are shown. */
const shown = 10;

/** The ten tensors with the least share of effective steps, and of equal ones those with the largest ψ. */
export const worstTensors = (tensors: readonly TensorTrace[]): readonly TensorTrace[] =>
  [...tensors]
    .sort((a, b) => effectiveShare(a) - effectiveShare(b) || (b.angle?.most ?? 0) - (a.angle?.most ?? 0))
    .slice(0, shown);

const effectiveShare = ({ kinds }: TensorTrace): number => {
  const moving =
    kinds.effective + kinds.uphill + kinds.inconclusive + kinds['no-gradient'] + kinds['not-finite'];
  return moving === 0 ? 2 : kinds.effective / moving;
};
