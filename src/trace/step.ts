import { SubjectError } from '../errors.ts';
import type { Precision } from '../types/rule.ts';
import type { Vector } from '../types/vector.ts';

/** What a record keeps of one tensor at one step, y = −gradient and Δ = θ′ − θ. */
export interface TensorSums {
  /** n, the number of parameters. */
  readonly count: number;
  /** yᵀΔ = Σ yᵢΔᵢ. */
  readonly yd: number;
  /** Σ|yᵢΔᵢ|. */
  readonly size: number;
  /** yᵀy. */
  readonly yy: number;
  /** ΔᵀΔ. */
  readonly dd: number;
  /** θᵀθ. */
  readonly pp: number;
}

/** Products of the pairs (g, y) of this step with those of the steps before it, g = Δ/η; the latest of them last. */
export interface CrossSums {
  /** gᵀg and yᵀy of this step, and θᵀθ/η². */
  readonly gg: number;
  readonly yy: number;
  readonly pp: number;
  /** gᵀy of this step. */
  readonly own: number;
  /** gⱼᵀy and gᵀyⱼ for each earlier step j that is kept. */
  readonly gy: readonly number[];
  readonly yg: readonly number[];
}

/** Vectors of a step, where a record has them and they are small: θ, ∇L and Δ, shape (D) each. */
export interface StepVectors {
  readonly theta: Vector;
  readonly gradient: Vector;
  readonly delta: Vector;
}

/** A step as it was recorded. */
export interface LoggedStep {
  readonly step: number;
  /** L(θ) before the step, of the batch that the gradient is of; undefined where it was not logged. */
  readonly loss: number | undefined;
  /** L(θ′) of the same batch. */
  readonly lossAfter: number | undefined;
  /** η of each group of parameters. */
  readonly stepSizes: readonly number[];
  readonly tensors: ReadonlyMap<string, TensorSums>;
  readonly cross: CrossSums | undefined;
  readonly vectors: StepVectors | undefined;
}

/** What is read of a run. */
export interface Recording {
  readonly kind: 'watched run' | 'small run' | 'raw records';
  readonly path: string;
  readonly precision: Precision;
  /** Whether Δ was itself rounded to the precision when it was stored, and not formed from what was. */
  readonly rounded: boolean;
  /** Every so many steps were logged; undefined where the record does not say. */
  readonly every: number | undefined;
  /** Whether every loss is of the same data. */
  readonly fullBatch: boolean;
  /** Pairs that are compared with each other, 0 where the record does not keep them. */
  readonly kept: number;
  /** The steps in their order, in constant memory. @throws SubjectError, in one line, where a record cannot be */
  readonly steps: () => Generator<LoggedStep>;
  /** What happened on the way, such as a last line that is cut off; whole once all steps were read. */
  readonly notes: string[];
}

/** A record that cannot be read, in one line. */
export const unfit = (path: string, says: string): SubjectError =>
  new SubjectError({ kind: 'unfit', path, says });

/** The learning rate, where all groups have the same. */
export const stepSizeOf = ({ stepSizes }: Pick<LoggedStep, 'stepSizes'>): number | undefined =>
  stepSizes.length > 0 && stepSizes.every((eta) => eta === stepSizes[0]) ? stepSizes[0] : undefined;

/** Adds up tensors. */
export const sumOf = (tensors: Iterable<TensorSums>): TensorSums => {
  let [count, yd, size, yy, dd, pp] = [0, 0, 0, 0, 0, 0];
  for (const one of tensors) {
    count += one.count;
    yd += one.yd;
    size += one.size;
    yy += one.yy;
    dd += one.dd;
    pp += one.pp;
  }
  return { count, yd, size, yy, dd, pp };
};
