import type { RequestKind, SideEffect } from '../campaign/executor.ts';
import type { CampaignState } from '../campaign/state.ts';
import type { SubjectFault } from '../errors.ts';
import type {
  Batch,
  CheckDescription,
  Failure,
  LoadedFile,
  ObservedCase,
  PythonCase,
  RuleDescription,
  ShrunkFailure,
} from '../types/campaign.ts';
import type { Assertion, Observation, StepTrace, Trace } from '../types/check.ts';
import type { LossPicture, LossRuns, PlaneWindow } from '../types/gallery.ts';
import { huntStateShape } from '../types/hunt.ts';
import type { Parameter } from '../types/loss.ts';
import {
  examinedShape,
  judgedShape,
  notApplicableShape,
  pictureShape,
  prerequisiteShape,
  scenarioShape,
  shownShape,
  statisticsShape,
  storedCaseShape,
  trajectoryRowShape,
} from '../types/reportShape.ts';
import type { Optional, Shape } from '../types/shape.ts';
import type { AgainstTrace } from '../types/trace.ts';
import type { Found } from './messages.ts';

// What each answer of a worker may hold, field by field: the code of a rule runs where it is written.

/** A shape for every field of a type: one that is added to the type has to be added here. */
type FieldsOf<Type> = Readonly<Record<keyof Type, Shape | Optional>>;

const step = {
  index: 'count',
  angle: ['nullable', 'double'],
  scale: ['nullable', 'double'],
  conditionNumber: ['nullable', 'double'],
  fell: ['nullable', 'flag'],
  relativeStepSize: ['nullable', 'double'],
  gradientDescentFell: ['nullable', 'flag'],
  blocks: ['list', { name: 'text', effective: ['nullable', 'flag'] }],
} as const satisfies FieldsOf<StepTrace>;

const trace = {
  steps: ['list', step],
  atRest: 'count',
  window: ['nullable', 'count'],
} as const satisfies FieldsOf<Trace>;

const observation = {
  status: ['one of', 'holds', 'refuted', 'inconclusive', 'vacuous'],
  margin: 'double',
  sentence: ['optional', 'text'],
  cause: ['optional', 'text'],
  derived: ['optional', ['dictionary', 'json']],
  trace: ['optional', trace],
} as const satisfies FieldsOf<Observation>;

const observedCase = {
  index: 'double',
  scenario: scenarioShape,
  observation,
  running: ['optional', 'text'],
} as const satisfies FieldsOf<ObservedCase>;

const failure = {
  cause: 'text',
  original: observedCase,
  worst: observedCase,
} as const satisfies FieldsOf<Failure>;

const sideEffect = {
  cause: ['one of', 'writes-output', 'rejects-promise', 'throws-later'],
  message: 'text',
  index: 'double',
  scenario: scenarioShape,
} as const satisfies FieldsOf<SideEffect>;

const sideEffects = ['list', sideEffect] as const;

const assertion = {
  begun: ['optional', 'text'],
  returned: ['optional', 'text'],
  perStep: 'text',
  ended: ['optional', 'text'],
  stepSize: ['optional', 'double'],
  steps: ['optional', 'double'],
  frozen: ['optional', 'flag'],
  hyperparameters: ['optional', ['dictionary', 'double']],
  python: ['optional', { condition: 'text', otherwise: 'text' }],
} as const satisfies FieldsOf<Assertion>;

const parameter = {
  name: 'text',
  shape: ['list', 'count'],
  from: 'count',
  to: 'count',
} as const satisfies FieldsOf<Parameter>;

const pythonCase = {
  stepSize: 'double',
  hyperparameters: ['dictionary', 'double'],
  parameters: ['list', parameter],
  rows: ['list', { theta: ['list', 'double'], gradient: ['list', 'double'] }],
  deltas: ['list', ['nullable', ['list', 'double']]],
  assertion: ['optional', { condition: 'text', otherwise: 'text' }],
} as const satisfies FieldsOf<PythonCase>;

const check = {
  id: 'text',
  layer: ['one of', 'form', 'descent', 'laws', 'agreement'],
  claim: 'text',
  required: 'flag',
  trait: 'flag',
  runs: 'count',
  share: ['optional', 'double'],
  recounts: ['optional', 'flag'],
  settled: ['optional', 'flag'],
} as const satisfies FieldsOf<CheckDescription>;

const file = { file: 'text', digest: 'text' } as const satisfies FieldsOf<LoadedFile>;

const description = {
  name: 'text',
  source: ['optional', 'text'],
  promise: 'text',
  claimedTraits: ['list', 'text'],
  checks: ['list', check],
  suspicions: ['list', { id: 'text', claim: 'text' }],
  notApplicable: ['list', notApplicableShape],
  versions: ['optional', ['dictionary', 'text']],
  adapter: ['optional', 'text'],
  expected: ['optional', ['list', 'text']],
  program: ['optional', 'text'],
  resolution: ['optional', ['one of', 'bfloat16', 'float16']],
  reachable: ['list', 'text'],
  files: ['list', file],
  imports: ['optional', ['list', 'text']],
  together: ['optional', 'flag'],
} as const satisfies FieldsOf<RuleDescription>;

const batch = {
  counts: { holds: 'count', refuted: 'count', inconclusive: 'count', vacuous: 'count' },
  worstMargin: 'double',
  failures: ['list', failure],
  statistics: statisticsShape,
  sent: ['optional', ['dictionary', 'count']],
} as const satisfies FieldsOf<Batch>;

const shrunkFailure = {
  cause: 'text',
  index: 'double',
  sentence: 'text',
  margin: 'double',
  minimal: storedCaseShape,
  worst: storedCaseShape,
  original: storedCaseShape,
  irrelevant: ['list', 'text'],
  trajectory: ['list', trajectoryRowShape],
  hint: ['optional', 'text'],
  alone: ['optional', { loss: 'text', parameters: ['list', parameter], assertion }],
  python: ['optional', pythonCase],
  judged: ['optional', judgedShape],
  running: ['optional', 'text'],
  before: ['optional', ['list', prerequisiteShape]],
  reproduces: ['optional', 'flag'],
  picture: ['optional', pictureShape],
  shown: ['optional', shownShape],
} as const satisfies FieldsOf<ShrunkFailure>;

const planeWindow = { x: ['list', 'double'], y: ['list', 'double'] } as const satisfies FieldsOf<PlaneWindow>;

const lossPicture = {
  ...planeWindow,
  name: 'text',
  description: 'text',
  minimum: ['nullable', 'double'],
  landmarks: ['list', { kind: 'text', theta: ['list', 'double'] }],
  starts: ['list', ['list', 'double']],
  contours: ['list', { level: 'double', path: 'text' }],
} as const satisfies FieldsOf<LossPicture>;

const lossRuns = {
  picture: lossPicture,
  runs: ['list', { steps: 'count', end: ['one of', 'completed', 'diverged', 'fault'] }],
  numbers: ['list', 'double'],
} as const satisfies FieldsOf<LossRuns>;

const againstTrace = {
  rule: 'text',
  sentence: 'text',
  steps: 'count',
  agreeing: 'count',
  decided: 'count',
  differsAt: [
    'nullable',
    { step: 'count', coordinate: 'count', measured: 'double', due: 'double', factor: ['nullable', 'double'] },
  ],
} as const satisfies FieldsOf<AgainstTrace>;

/** Of a `Found`. */
export const foundShape = { check: 'count', found: observedCase } as const satisfies FieldsOf<Found>;

/** Of a `SubjectFault`. */
export const faultShape = {
  kind: ['one of', 'no-subject', 'does-not-load', 'changed', 'unfit'],
  path: ['optional', 'text'],
  says: 'text',
} as const satisfies FieldsOf<SubjectFault>;

/** Of the answer to each kind of message. */
export const answerShapes = {
  load: description,
  configure: { configuration: 'json' },
  batch: { ...batch, sideEffects },
  together: { batches: ['list', { ...batch, sideEffects }] },
  observe: { ...observation, sideEffects },
  finish: shrunkFailure,
  generate: scenarioShape,
  simpler: ['list', scenarioShape],
  examine: examinedShape,
  hunt: huntStateShape,
  show: lossRuns,
  follow: againstTrace,
} as const satisfies Readonly<Record<RequestKind | 'load' | 'configure', Shape>>;

/** Of a `CampaignState`, which a file holds. */
export const stateShape = {
  files: ['list', file],
  through: 'count',
  beyond: ['list', 'count'],
  done: 'count',
  stored: { tried: 'count', failing: 'count', unclaimed: ['optional', 'count'] },
  isOver: 'flag',
  batches: ['list', batch],
  contained: batch,
  first: ['list', { cause: 'text', check: 'count', observed: observedCase }],
  pilingUp: ['list', 'text'],
  kills: 'count',
  wrote: ['optional', { index: 'double', message: 'text' }],
  more: ['optional', ['list', ['list', { from: 'count', runs: 'count' }]]],
} as const satisfies FieldsOf<CampaignState>;
