import type { StoredCase } from '../types/check.ts';
import type {
  CheckReport,
  ClaimReport,
  Counterexample,
  CoverageReport,
  EarlierCase,
  ExperimentReport,
  KillBank,
  KillDetection,
  KillEntry,
  KillMatrix,
  KillWitness,
  Report,
  RuleCases,
  RuleReport,
  RuleStatistics,
  TraitReport,
  TrajectoryRow,
} from '../types/report.ts';
import type { Scenario } from '../types/scenario.ts';
import {
  count,
  dictionary,
  double,
  doubleOrText,
  flag,
  json,
  list,
  nullable,
  object,
  oneOf,
  optional,
  type Schema,
  type Shape,
  text,
  textOr,
} from './shape.ts';

const layer = oneOf('form', 'descent', 'laws', 'agreement');
const verdict = oneOf('verified', 'falsified', 'inconclusive', 'vacuous');

const check = object<CheckReport>({
  id: text,
  layer,
  claim: text,
  verdict,
  required: flag,
  cases: count,
  decided: count,
  refuted: count,
  inconclusive: count,
  vacuous: count,
  worstMargin: double,
  share: optional(double),
  residualRisk: nullable(double),
  counterexamples: list(text),
});

const trait: Shape<TraitReport> = object<TraitReport>({
  id: text,
  claimed: flag,
  observed: oneOf('yes', 'no', 'undecided'),
  cases: count,
  witness: optional(text),
  counterexample: optional(text),
});

const histogram = object<RuleStatistics['angles']>({ edges: list(double), counts: list(count) });

const statistics: Shape<RuleStatistics> = object({
  steps: count,
  effectiveSteps: count,
  restSteps: count,
  angles: histogram,
  largestAngle: nullable(double),
  largestConditionNumber: nullable(double),
  degradation: list(
    object<RuleStatistics['degradation'][number]>({
      logDelta: double,
      count,
      least: double,
      greatest: double,
    }),
  ),
  frontier: list(
    object<RuleStatistics['frontier'][number]>({
      from: double,
      to: double,
      effective: count,
      total: count,
      gradientDescentEffective: count,
    }),
  ),
  windows: list(object<RuleStatistics['windows'][number]>({ window: nullable(count), count })),
  blocks: list(
    object<RuleStatistics['blocks'][number]>({ block: text, step: count, effective: count, total: count }),
  ),
  heatMap: list(
    object<RuleStatistics['heatMap'][number]>({ angle: text, dimension: text, scale: text, count }),
  ),
  losses: list(
    object<RuleStatistics['losses'][number]>({
      loss: text,
      cases: count,
      refuted: count,
      inconclusive: count,
    }),
  ),
});

const coverage: Shape<CoverageReport> = object({
  label: text,
  required: double,
  observed: double,
  certain: flag,
});

const rule: Shape<RuleReport> = object<RuleReport>({
  name: text,
  file: nullable(text),
  verdict,
  summary: text,
  hint: optional(text),
  source: optional(text),
  promise: text,
  checks: list(check),
  traits: list(trait),
  statistics,
  coverage: list(coverage),
  durationMs: double,
});

const scenarioFields = {
  loss: object<StoredCase['loss']>({ family: text, parameters: json, file: optional(text) }),
  theta: list(double),
  stepSize: double,
  steps: double,
  seed: double,
  hyperparameters: dictionary(double),
};
const scenario: Shape<Scenario> = object<Scenario>(scenarioFields);
const storedCase: Shape<StoredCase> = object<StoredCase>({ ...scenarioFields, derived: dictionary(json) });

const row: Shape<TrajectoryRow> = object({
  step: count,
  theta: list(double),
  gradient: list(double),
  y: list(double),
  delta: list(double),
  loss: double,
  lossAfter: double,
  angle: nullable(double),
  conditionNumber: nullable(double),
  smallestEigenvalue: nullable(double),
  largestEigenvalue: nullable(double),
  margin: nullable(double),
});

/** A file under `counterexamples/`. */
export const counterexampleShape: Shape<Counterexample> = object<Counterexample>({
  schemaVersion: oneOf(1),
  rule: object<Counterexample['rule']>({
    name: text,
    file: nullable(text),
    beside: optional(text),
    home: optional(text),
    generated: optional(
      object<NonNullable<Counterexample['rule']['generated']>>({ seed: double, index: count }),
    ),
    contract: optional(text),
    against: optional(text),
    lossFile: optional(text),
    timeout: optional(double),
  }),
  check: text,
  cause: text,
  index: double,
  sentence: text,
  minimal: storedCase,
  worst: storedCase,
  original: storedCase,
  before: optional(list(object<EarlierCase>({ check: text, scenario }))),
  reproduces: optional(flag),
  irrelevant: list(text),
  seed: double,
  replay: text,
  test: text,
  trajectory: list(row),
});

const claim: Shape<ClaimReport> = object({
  id: text,
  claim: text,
  source: text,
  verdict,
  cases: count,
  worstMargin: double,
  mutants: list(object<ClaimReport['mutants'][number]>({ name: text, refutedAfter: nullable(count) })),
});

const axis = object<ExperimentReport['series'][number]['x']>({
  label: text,
  log: optional(flag),
  values: list(double),
});

const experiment: Shape<ExperimentReport> = object({
  id: text,
  title: text,
  numbers: dictionary(doubleOrText),
  series: list(
    object<ExperimentReport['series'][number]>({ name: text, among: optional(text), x: axis, y: axis }),
  ),
});

const detection: Shape<KillDetection> = object({
  cases: list(nullable(count)),
  median: nullable(count),
  worst: nullable(count),
  missed: count,
  first: dictionary(count),
});

const killEntry: Shape<KillEntry> = object<KillEntry>({
  name: text,
  modelledOn: text,
  against: optional(text),
  refutedAfter: dictionary(nullable(count)),
  measured: list(text),
  detection,
  withoutLaws: optional(nullable(count)),
  minimal: nullable(
    object<KillWitness>({ column: text, sentence: text, case: textOr(storedCase), again: text }),
  ),
});

const killBank: Shape<KillBank> = object<KillBank>({
  bank: text,
  noun: text,
  columns: list(
    object<KillBank['columns'][number]>({
      id: text,
      layer: optional(layer),
      claim: text,
      idle: optional(text),
    }),
  ),
  entries: list(killEntry),
  curve: object<KillBank['curve']>({
    cases: list(object<KillBank['curve']['cases'][number]>({ cases: count, share: double })),
    seconds: list(object<KillBank['curve']['seconds'][number]>({ seconds: double, share: double })),
  }),
});

const killMatrix: Shape<KillMatrix> = object<KillMatrix>({
  seeds: list(count),
  casesPerColumn: count,
  casesToDetect: count,
  casesWithoutLaws: optional(count),
  banks: list(killBank),
});

/** `report.json`. */
export const reportShape: Shape<Report> = object<Report>({
  schemaVersion: oneOf(1),
  tool: object<Report['tool']>({ name: oneOf('natgrad-check'), version: text }),
  environment: object<Report['environment']>({
    node: text,
    platform: text,
    cores: count,
    command: list(text),
    startedAt: text,
    versions: dictionary(text),
    interrupted: optional(text),
    cases: optional(
      list(
        nullable(
          object<RuleCases>({ runs: count, parts: list(count), of: count, options: dictionary(text) }),
        ),
      ),
    ),
    incomplete: optional(text),
  }),
  seed: double,
  durationMs: double,
  rules: list(rule),
  counterexamples: dictionary(counterexampleShape),
  claims: list(claim),
  experiments: list(experiment),
  killMatrix: optional(killMatrix),
  codeCoverage: optional(
    nullable(
      object<NonNullable<Report['codeCoverage']>>({
        lines: double,
        branches: double,
        functions: double,
        statements: double,
      }),
    ),
  ),
});

const dialect = 'https://json-schema.org/draft/2020-12/schema';

/** The JSON Schema of `report.json`, version 1. */
export const reportSchema: Schema = {
  $schema: dialect,
  $id: 'urn:natgrad-check:report:1',
  title: 'natgrad-check report, schema version 1',
  ...reportShape.schema,
};

/** The JSON Schema of a counterexample file, version 1. */
export const counterexampleSchema: Schema = {
  $schema: dialect,
  $id: 'urn:natgrad-check:counterexample:1',
  title: 'natgrad-check counterexample, schema version 1',
  ...counterexampleShape.schema,
};
