import type { TracePoint } from './trace.ts';

/** A window onto the plane: [from, to] along both axes. */
export interface PlaneWindow {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** How a loss of two dimensions is pictured. */
export interface LossPicture extends PlaneWindow {
  readonly name: string;
  /** Its formula. */
  readonly description: string;
  /** Greatest lower bound, where it is known. */
  readonly minimum: number | null;
  readonly landmarks: readonly { readonly kind: string; readonly theta: readonly [number, number] }[];
  readonly starts: readonly (readonly [number, number])[];
  /** Contour lines, lowest first: paths in a square of 1000 × 1000 whose y points down. */
  readonly contours: readonly { readonly level: number; readonly path: string }[];
}

/** One run: where its numbers begin, how many steps it made, and how it ended. */
export interface GalleryRun {
  readonly from: number;
  readonly steps: number;
  readonly end: 'completed' | 'diverged' | 'fault';
}

/** A request for the runs of one rule on one loss of two dimensions. */
export interface ShowAsk {
  /** Its name; the loss of the file that was loaded where it is left out. */
  readonly loss?: string;
  readonly stepSizes: readonly number[];
  /** Most steps of a run. */
  readonly steps: number;
}

/** The runs of one rule on one loss, and how that is pictured. */
export interface LossRuns {
  readonly picture: LossPicture;
  /** By start and step size, in this order of nesting. */
  readonly runs: readonly Omit<GalleryRun, 'from'>[];
  /** Of all runs, in their order: those of `Gallery`. */
  readonly numbers: readonly number[];
}

/** Everything that the gallery shows, computed beforehand. */
export interface Gallery {
  readonly subjects: readonly { readonly name: string; readonly spec: string }[];
  readonly losses: readonly LossPicture[];
  readonly stepSizes: readonly number[];
  /** Most steps of a run. */
  readonly steps: number;
  /** By loss, start, subject and step size, in this order of nesting. */
  readonly runs: readonly GalleryRun[];
  /**
   * Single-precision numbers, little-endian, as base64. A run of n steps has Δ₁, Δ₂, y₁, y₂ and L before each of them, then L
   * where it ended.
   */
  readonly numbers: string;
}

/** A recorded run over others: its steps, or the worst of each `stride` of them. */
export interface RecordedRun {
  readonly name: string;
  readonly stride: number;
  readonly points: readonly RecordedPoint[];
}

/** What is drawn of one recorded step. */
export type RecordedPoint = Pick<
  TracePoint,
  | 'step'
  | 'kind'
  | 'angle'
  | 'atMost'
  | 'conditionNumber'
  | 'deltaNorm'
  | 'gradientNorm'
  | 'loss'
  | 'lossRatio'
  | 'stepSize'
>;
