import type { Precision } from './rule.ts';

/**
 * What is known of the sign of yᵀΔ at a step: `effective`: positive beyond its bound, a metric exists; `uphill`: negative
 * beyond it; `inconclusive`: within it; `at-rest`: Δ = 0; `no-gradient`: Δ ≠ 0 where the gradient is 0, so that no metric exists;
 * `not-finite`: a sum is none.
 */
export type StepKind = 'effective' | 'uphill' | 'inconclusive' | 'at-rest' | 'no-gradient' | 'not-finite';

/** How many steps were of each kind, and the first that moved and was not effective. */
export interface StepCounts extends Readonly<Record<StepKind, number>> {
  readonly firstNot: { readonly step: number; readonly kind: StepKind } | null;
}

/** A figure of every step: the median and the greatest, and the step of that. `atMost`: below it sums say nothing. */
export interface Spread {
  readonly median: number;
  readonly most: number;
  readonly mostAt: number;
  readonly atMost: boolean;
}

/** What a loss that was logged may say beside yᵀΔ, in the order in which it is told. */
export const lossKinds = [
  'as-predicted',
  'curvature',
  'step-too-large',
  'negative-curvature',
  'far-beyond',
  'ill-conditioned',
  'not-effective',
  'inside-noise',
] as const;

export type LossKind = (typeof lossKinds)[number];

/** One step of the curves, or the worst of several steps where there are many. */
export interface TracePoint {
  readonly step: number;
  readonly kind: StepKind;
  /** ψ in degrees. */
  readonly angle: number | null;
  readonly atMost: boolean;
  readonly conditionNumber: number | null;
  /** ‖Δ‖/‖θ‖. */
  readonly relativeStep: number | null;
  /** ‖Δ‖ and ‖y‖. */
  readonly deltaNorm: number | null;
  readonly gradientNorm: number | null;
  readonly loss: number | null;
  /** (L(θ) − L(θ′))/(yᵀΔ), where both losses are of one batch. */
  readonly lossRatio: number | null;
  readonly lossKind: LossKind | null;
  readonly stepSize: number | null;
}

/** What came of one tensor. */
export interface TensorTrace {
  readonly name: string;
  readonly count: number;
  readonly logged: number;
  readonly kinds: StepCounts;
  readonly angle: Spread | null;
  readonly conditionNumber: Spread | null;
  readonly relativeStep: Spread | null;
}

/** Something that befell a tensor, and from which step on. */
export interface TensorFinding {
  readonly tensor: string;
  readonly kind: 'at rest' | 'dead' | 'exploding' | 'not finite';
  readonly from: number;
}

/** From one step on: how many steps in a row one constant metric explains, `most` where it does as far as was looked. */
export interface MetricSpan {
  readonly start: number;
  /** Not refuted beyond rounding. */
  readonly notRefuted: number;
  /** Explained by a metric that is certified. */
  readonly explained: number;
  /** Asymmetry at most 1 % and 10 %. */
  readonly within1: number;
  readonly within10: number;
}

/** Over how many steps one metric explains a run. */
export interface MetricTrace {
  /** Steps in a row that were compared at most. */
  readonly most: number;
  readonly verdict: 'refuted' | 'explained' | 'inconclusive';
  readonly sentence: string;
  /** Medians over the starts. */
  readonly median: Omit<MetricSpan, 'start'>;
  readonly spans: readonly MetricSpan[];
}

/** A promise held against a record. */
export interface PromiseTrace {
  readonly promise: string;
  readonly verdict: 'verified' | 'falsified' | 'inconclusive';
  readonly sentence: string;
}

/** A record held against a rule, shown the recorded gradients. */
export interface AgainstTrace {
  readonly rule: string;
  readonly sentence: string;
  readonly steps: number;
  /** Steps before the first that differs beyond rounding. */
  readonly agreeing: number;
  readonly decided: number;
  readonly differsAt: {
    readonly step: number;
    readonly coordinate: number;
    readonly measured: number;
    readonly due: number;
    /** Δ over what is due, where that is one number in all coordinates: another learning rate than was logged. */
    readonly factor: number | null;
  } | null;
}

/** A record that the rule of a process is to be held against. */
export interface FollowAsk {
  readonly path: string;
}

/** Which known rule a record is, without being told. */
export interface NamedTrace {
  /** `unknown`: the record does not allow to say; `none`: no known rule gives its first steps. */
  readonly relation: 'is' | 'none' | 'unknown';
  readonly sentence: string;
  readonly name?: string;
  /** Rules that nothing in the record tells apart from it. */
  readonly others?: readonly string[];
  readonly hyperparameters?: Readonly<Record<string, number>>;
  /** Of fitted values that the record does not tell to six digits. */
  readonly intervals?: Readonly<Record<string, readonly number[]>>;
  readonly source?: string;
  /** Steps that were compared, those that are the same, and where the first is apart. */
  readonly evidence?: Pick<AgainstTrace, 'steps' | 'agreeing' | 'decided' | 'differsAt'>;
}

/** `trace.json`: everything that the page of a recorded run shows. */
export interface TraceReport {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly source: {
    readonly path: string;
    readonly kind: 'watched run' | 'small run' | 'raw records';
    readonly precision: Precision;
    readonly every: number | null;
    readonly fullBatch: boolean;
  };
  readonly steps: { readonly logged: number; readonly first: number; readonly last: number };
  readonly parameters: number;
  readonly kinds: StepCounts;
  readonly angle: Spread | null;
  readonly conditionNumber: Spread | null;
  readonly relativeStep: Spread | null;
  readonly loss: {
    readonly logged: number;
    readonly first: number | null;
    readonly last: number | null;
    /** Steps whose loss afterwards is known of the same batch; the others are not judged. */
    readonly judged: number;
    readonly kinds: Readonly<Partial<Record<LossKind, number>>>;
    readonly firstOf: Readonly<Partial<Record<LossKind, number>>>;
  };
  readonly stepSizes: {
    readonly first: number | null;
    readonly last: number | null;
    readonly changes: number;
    readonly shown: readonly { readonly step: number; readonly from: number; readonly to: number }[];
  };
  readonly tensors: readonly TensorTrace[];
  readonly findings: readonly TensorFinding[];
  readonly metric: MetricTrace | null;
  readonly promise: PromiseTrace | null;
  readonly against: AgainstTrace | null;
  /** Null where a rule was given to be held against the record. */
  readonly identity: NamedTrace | null;
  readonly notes: readonly string[];
  readonly unknown: readonly string[];
  /** At most 600 points, each the worst of as many steps as `stride`. */
  readonly curve: { readonly stride: number; readonly points: readonly TracePoint[] };
}
