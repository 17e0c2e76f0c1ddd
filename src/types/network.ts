import type { Vector } from './vector.ts';

/** Layer l maps a (shape columns) to φ(W a) (shape rows), without bias; W is row-major in θ. */
export interface NetworkLayer {
  readonly name: string;
  readonly rows: number;
  readonly columns: number;
  /** Index in θ of W₀₀; W occupies rows·columns coordinates from there. */
  readonly offset: number;
}

/** What one sample leaves behind in a forward pass. */
export interface NetworkSignals {
  /** `activities[0]` is the input, `activities[l + 1]` the output of layer l. */
  readonly activities: readonly Vector[];
  /** φ′ at the pre-activation of layer l, shape (rows of l). */
  readonly slopes: readonly Vector[];
  /** ∂L/∂(pre-activation of the last layer) of this sample's share of L, shape (rows of the last layer). */
  readonly outputError: Vector;
}

/** The network behind a loss, for rules that need more than ∇L (feedback alignment and its relatives). */
export interface Network {
  readonly layers: readonly NetworkLayer[];
  /** Read-only samples, each of shape (columns of the first layer). */
  readonly inputs: readonly Vector[];
  /** Read-only targets, each of shape (rows of the last layer). */
  readonly targets: readonly Vector[];
  /** W of a layer as a view of θ, row-major. */
  weights(theta: Vector, layer: number): Vector;
  forward(theta: Vector, sample: number): NetworkSignals;
}
