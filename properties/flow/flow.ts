import odex from 'odex';
import type { Vector } from '../../src/types/vector.ts';

/** One point of a flow. */
export interface FlowPoint {
  readonly time: number;
  /** x(t), shape (N). */
  readonly state: Vector;
}

/** A flow to be integrated. */
export interface Flow {
  /** ẋ = field(x, t), shape (N). */
  readonly field: (state: Vector, time: number) => Vector;
  /** x(0), shape (N). */
  readonly initial: Vector;
  /** Length of time, > 0. */
  readonly duration: number;
  /** Number of equal intervals whose ends are reported, ≥ 1. */
  readonly intervals: number;
  /** Absolute and relative error that each step of the integrator aims at. */
  readonly tolerance: number;
}

/**
 * x(t) at t = 0, T/n, …, T along ẋ = f(x, t), by adaptive extrapolation.
 *
 * Source: Hairer, Nørsett, Wanner, Solving Ordinary Differential Equations I (1993), ODEX; P7.
 * @returns shape (intervals + 1)
 * @throws Error where the integrator cannot keep the tolerance
 * Accuracy: local errors within the tolerance; the global error is larger by the growth of the flow.
 */
export const integrateFlow = (flow: Flow): readonly FlowPoint[] => {
  const { field, initial, duration, intervals, tolerance } = flow;
  const solver = new odex.Solver(initial.length);
  solver.absoluteTolerance = tolerance;
  solver.relativeTolerance = tolerance;
  const points: FlowPoint[] = [{ time: 0, state: initial.slice() }];
  for (let k = 1; k <= intervals; k++) {
    const before = points.at(-1)!;
    const time = (duration * k) / intervals;
    const { y, outcome } = solver.solve(
      (t, state) => field(Float64Array.from(state), t),
      before.time,
      [...before.state],
      time,
    );
    if (outcome !== odex.Outcome.Converged) {
      throw new Error(`integrateFlow: must keep a tolerance of ${tolerance}, stopped before t = ${time}`);
    }
    points.push({ time, state: Float64Array.from(y) });
  }
  return points;
};
