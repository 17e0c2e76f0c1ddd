import type { LossKind, TracePoint, TraceReport } from '../types/trace.ts';
import type { StepGeometry } from './geometry.ts';
import { judgeLoss } from './losses.ts';
import type { Recording } from './step.ts';

/** What a step predicts of its loss. */
interface Predicted {
  readonly yd: number;
  readonly geometry: StepGeometry;
  /** L(θ′) of the same batch, where it was logged. */
  readonly after: number | undefined;
}

/** A point of the curve whose loss has been judged, as far as it can be. */
interface Settled {
  readonly point: TracePoint;
  readonly after: number | undefined;
}

/**
 * Keeps the last step until it is known whether the next has its loss afterwards: where all losses are of the same data, that
 * of the next step is L(θ′) of this one.
 */
export const runningLosses = ({ fullBatch, precision, rounded }: Recording) => {
  const kinds: Partial<Record<LossKind, number>> = {};
  const firstOf: Partial<Record<LossKind, number>> = {};
  let first: number | null = null;
  let last: number | null = null;
  let [logged, judged] = [0, 0];
  let open: { readonly point: TracePoint; readonly predicted: Predicted } | undefined;
  const settle = (next: number | undefined): readonly Settled[] => {
    if (open === undefined) return [];
    const { point, predicted } = open;
    open = undefined;
    const after = predicted.after ?? next;
    if (point.loss === null || after === undefined || point.kind === 'at-rest') return [{ point, after }];
    const { ratio, kind } = judgeLoss({ loss: point.loss, after, yd: predicted.yd }, predicted.geometry, {
      precision,
      rounded,
    });
    judged++;
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    firstOf[kind] ??= point.step;
    return [{ point: { ...point, lossRatio: Number.isNaN(ratio) ? null : ratio, lossKind: kind }, after }];
  };
  return {
    add: (point: TracePoint, predicted: Predicted): readonly Settled[] => {
      if (point.loss !== null) {
        logged++;
        first ??= point.loss;
        last = point.loss;
      }
      const follows = fullBatch && open?.point.step === point.step - 1;
      const settled = settle(follows ? (point.loss ?? undefined) : undefined);
      open = { point, predicted };
      return settled;
    },
    end: (): readonly Settled[] => settle(undefined),
    result: (): TraceReport['loss'] => ({ logged, first, last, judged, kinds, firstOf }),
  };
};
