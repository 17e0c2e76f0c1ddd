import type { TensorFinding, TensorTrace } from '../types/trace.ts';
import { geometryOf } from './geometry.ts';
import { runningKinds } from './kinds.ts';
import type { Stored } from './rounding.ts';
import { runningSpread } from './spread.ts';
import type { TensorSums } from './step.ts';

/** Logged steps at the end of a run that a tensor has to rest, or be without a gradient, before that is said. */
const stillSteps = 10;

/** A tensor explodes where its norms are a thousand times those of its first steps, and ten times those of ten steps ago. */
const explosion = { over: 1000, growth: 10, steps: 10 } as const;

/** One tensor over the steps of a run. Memory: constant. */
export interface RunningTensor {
  readonly add: (sums: TensorSums, step: number) => void;
  readonly result: (name: string) => TensorTrace;
  readonly findings: (name: string) => readonly TensorFinding[];
}

/** What one tensor came to: kinds of its steps, ψ, κ*, ‖Δ‖/‖θ‖, and from when on it rests, is dead, explodes or is not finite. */
export const runningTensor = (stored: Stored): RunningTensor => {
  const [kinds, angle, conditionNumber, relativeStep] = [
    runningKinds(),
    runningSpread(),
    runningSpread(),
    runningSpread(),
  ];
  const [rest, dead] = [stretch(), stretch()];
  const size = growth();
  let [count, logged] = [0, 0];
  let notFinite: number | undefined;
  return {
    add: (sums, step) => {
      ({ count } = sums);
      logged++;
      const geometry = geometryOf(sums, stored);
      kinds.add(geometry.kind, step);
      if (geometry.kind === 'not-finite') {
        notFinite ??= step;
        return;
      }
      const { angle: psi, atMost } = geometry;
      angle.add((psi * 180) / Math.PI, step, atMost);
      conditionNumber.add(geometry.conditionNumber, step, atMost);
      if (sums.pp > 0) relativeStep.add(Math.sqrt(sums.dd / sums.pp), step, false);
      dead.add(sums.yy === 0, step);
      rest.add(sums.dd === 0 && sums.yy > 0, step);
      size.add(Math.sqrt(sums.pp) + Math.sqrt(sums.dd), step);
    },
    result: (name) => ({
      name,
      count,
      logged,
      kinds: kinds.result(),
      angle: angle.result(),
      conditionNumber: conditionNumber.result(),
      relativeStep: relativeStep.result(),
    }),
    findings: (tensor) => {
      const found: readonly (readonly [TensorFinding['kind'], number | undefined])[] = [
        ['not finite', notFinite],
        ['exploding', size.began()],
        ['dead', dead.began(logged)],
        ['at rest', rest.began(logged)],
      ];
      return found.flatMap(([kind, from]) => (from === undefined ? [] : [{ tensor, kind, from }]));
    },
  };
};

/** From when on something has been so, at the end of a run. */
const stretch = () => {
  let from: number | undefined;
  let length = 0;
  return {
    add: (isSo: boolean, step: number): void => {
      if (isSo) from ??= step;
      else from = undefined;
      length = isSo ? length + 1 : 0;
    },
    began: (logged: number): number | undefined =>
      length >= Math.min(stillSteps, logged) ? from : undefined,
  };
};

/** When a size began to be far above that of the first steps, having grown at once. */
const growth = () => {
  const recent: number[] = [];
  let [reference, seen] = [0, 0];
  let from: number | undefined;
  return {
    add: (size: number, step: number): void => {
      seen++;
      if (seen <= explosion.steps) reference = Math.max(reference, size);
      const before = recent[0] ?? size;
      recent.push(size);
      if (recent.length > explosion.steps) recent.shift();
      if (size > explosion.over * reference && size > explosion.growth * before) from ??= step;
    },
    began: (): number | undefined => from,
  };
};
