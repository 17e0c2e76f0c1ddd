import * as library from './index.js';

export type {
  Certificate,
  ConditionNumberCertificate,
  Contract,
  DefinitenessCertificate,
  DescentPromise,
  EffectivePair,
  Eigenvalue,
  LearningRule,
  Loss,
  LossFacts,
  LossFamily,
  MapsToCertificate,
  NamedRule,
  PairGeometry,
  Rational,
  RuleContext,
  RuleOutput,
  Run,
  Step,
  Trajectory,
  Vector,
  VectorLike,
} from './index.js';
export {
  certifyConditionNumber,
  certifyMapsTo,
  certifyPositiveDefinite,
  effectivePair,
  loadFamilies,
  loadRules,
  minimumConditionNumber,
  pairGeometry,
  runTrajectory,
} from './index.js';

/** A dense matrix, as the certificates read one: in browsers there is no more of it. */
export interface DenseMatrix {
  readonly rows: number;
  readonly columns: number;
  get(row: number, column: number): number;
}

/** What a browser has in the place of a metric: the same, but for the class of its dense form. */
type InBrowser<M extends library.Metric> = Omit<M, 'toDense'> & { toDense(): DenseMatrix };

export type Metric = InBrowser<library.Metric>;
export type MatrixFreeMetric = InBrowser<library.MatrixFreeMetric>;
export type NaturalGradientForm = Omit<library.NaturalGradientForm, 'metric'> & { readonly metric: Metric };

export declare const canonicalMetric: (...given: Parameters<typeof library.canonicalMetric>) => Metric;
export declare const familyMetric: (...given: Parameters<typeof library.familyMetric>) => MatrixFreeMetric;
export declare const minimiserMetric: (...given: Parameters<typeof library.minimiserMetric>) => Metric;
export declare const optimalMetric: (...given: Parameters<typeof library.optimalMetric>) => MatrixFreeMetric;
export declare const naturalGradientForm: (
  ...given: Parameters<typeof library.naturalGradientForm>
) => NaturalGradientForm;
