import type { Fields } from './shape.ts';

// The only definition of what is stored: `report.json` and the files under `counterexamples/`, schema version 1. The
// types of types/report.ts are inferred from it, the JSON Schemas and the reader of report/ are made from it.

const layer = ['one of', 'form', 'descent', 'laws', 'agreement'] as const;
const verdict = ['one of', 'verified', 'falsified', 'inconclusive', 'vacuous'] as const;

/** Of a `CheckReport`. */
export const checkShape = {
  id: 'text',
  layer,
  claim: 'text',
  verdict,
  /** Whether its refutation falsifies the rule. */
  required: 'flag',
  cases: 'count',
  /** Its cases are those of the other checks again, which it watches. */
  recounts: ['optional', 'flag'],
  /** A few cases settle it, whatever was asked for: no failure rate is stated. */
  settled: ['optional', 'flag'],
  decided: 'count',
  refuted: 'count',
  inconclusive: 'count',
  vacuous: 'count',
  worstMargin: 'double',
  /** The share of decided cases that had to hold, where a share was promised. */
  share: ['optional', 'double'],
  /** At 95 %, fewer than one in this many decided cases can fail; null where one did, none was decided, or a few settle it. */
  residualRisk: ['nullable', 'double'],
  /** Paths relative to the report folder. */
  counterexamples: ['list', 'text'],
} as const satisfies Fields;

/** Of a `TraitReport`. */
export const traitShape = {
  id: 'text',
  claimed: 'flag',
  observed: ['one of', 'yes', 'no', 'undecided'],
  cases: 'count',
  /** One sentence on the case that shows a "no". */
  witness: ['optional', 'text'],
  counterexample: ['optional', 'text'],
} as const satisfies Fields;

/** Of a `Histogram`. */
export const histogramShape = {
  edges: ['list', 'double'],
  counts: ['list', 'count'],
} as const satisfies Fields;

/** Of `RuleStatistics`. */
export const statisticsShape = {
  /** Steps that were put in natural-gradient form: y from a discrete gradient, M g = y with M proved SPD. */
  steps: 'count',
  effectiveSteps: 'count',
  restSteps: 'count',
  /** ψ in degrees over all steps that moved. */
  angles: histogramShape,
  /** The largest ψ of an effective step, in degrees. */
  largestAngle: ['nullable', 'double'],
  /** The largest κ* of an effective step. */
  largestConditionNumber: ['nullable', 'double'],
  /** κ* of the effective steps by bin of log10(π/2 − ψ), a quarter wide from `logDelta`: its ends. */
  degradation: ['list', { logDelta: 'double', count: 'count', least: 'double', greatest: 'double' }],
  /** Steps on which a deterministic, steady loss fell, by η·β, beside gradient descent from the same points. */
  frontier: [
    'list',
    { from: 'double', to: 'double', effective: 'count', total: 'count', gradientDescentEffective: 'count' },
  ],
  /** Cases by the smallest window over which the loss fell all along; the last entry is "none up to that". */
  windows: ['list', { window: ['nullable', 'count'], count: 'count' }],
  /** Share of steps effective per block and step index. */
  blocks: ['list', { block: 'text', step: 'count', effective: 'count', total: 'count' }],
  /** Steps by angle stratum × dimension stratum × stratum of the largest |yᵢ|. */
  heatMap: ['list', { angle: 'text', dimension: 'text', scale: 'text', count: 'count' }],
  /** Cases by loss family. */
  losses: ['list', { loss: 'text', cases: 'count', refuted: 'count', inconclusive: 'count' }],
} as const satisfies Fields;

/** Of a `CoverageReport`. */
export const coverageShape = {
  label: 'text',
  /** The stratum of dimensions that it is about. */
  stratum: ['optional', 'text'],
  /** Share that is required. */
  required: 'double',
  /** Share that was observed. */
  observed: 'double',
  /** Whether the sequential test has decided that the share is reached. */
  certain: 'flag',
} as const satisfies Fields;

/** Of a `NotApplicable`: a check that is meant for a rule but cannot look at it, and why. */
export const notApplicableShape = {
  /** Its id; there is a row of counts where its cases were run, and none where they could not be. */
  check: 'text',
  reason: 'text',
} as const satisfies Fields;

/** Of an `Identity`: which known rule a rule is, or is like. It states equality, never guilt. */
export const identityShape = {
  relation: ['one of', 'is', 'known-fault', 'resembles', 'none'],
  /** The known rule, and others that nothing tells apart from it. */
  name: ['optional', 'text'],
  others: ['optional', ['list', 'text']],
  hyperparameters: ['optional', ['dictionary', 'double']],
  /** Of values that were fitted and that the histories do not tell to six digits: both ends. */
  intervals: ['optional', ['dictionary', ['list', 'double']]],
  source: ['optional', 'text'],
  sentence: 'text',
  evidence: ['optional', { histories: 'count', steps: 'count', agreeing: 'count', decided: 'count' }],
  /** Where it parts from the rule that it is called like, if it does. */
  differs: ['optional', 'text'],
} as const satisfies Fields;

/** Of how far a rule is from a fixed geometry: medians of steps in a row that one constant metric explains. */
export const geometryShape = {
  /** Steps in a row that are compared at most. */
  most: 'count',
  /** Absent where the rule makes no two steps that could be compared. */
  notRefuted: ['optional', 'count'],
  explained: ['optional', 'count'],
  /** Asymmetry of GᵀY within 1 % and 10 %. */
  within1: ['optional', 'count'],
  within10: ['optional', 'count'],
  sentence: 'text',
} as const satisfies Fields;

/** Of a `Suggestion`: what a rule could promise in place of what it breaks. */
export const suggestionShape = {
  /** One line to paste where the rule is declared. */
  change: 'text',
  /** What it means, the line, and what that rests on. */
  sentence: 'text',
  /** Of how many decided cases that were not used to choose it, how many hold. */
  held: 'count',
  tried: 'count',
} as const satisfies Fields;

/** Of a `SuspicionReport`: what is likely a fault of a rule, and possibly intended. */
export const suspicionShape = {
  id: 'text',
  /**
   * `raised`; `expected`: raised, and named by the contract; `unseen`: named by it, and not raised; `blind`: could not be
   * looked for.
   */
  status: ['one of', 'raised', 'expected', 'unseen', 'blind'],
  /** What was seen, or why nothing could be. */
  sentence: 'text',
  /** Which of the cases that are looked at is the first to show it. */
  index: ['optional', 'count'],
  /** Path of the case that shows it, relative to the report folder. */
  counterexample: ['optional', 'text'],
} as const satisfies Fields;

/**
 * What a rule is looked at for once its verdict stands, in the order in which it is shown: what each examination comes
 * to, by its name, which is that of its field in a `RuleReport`.
 *
 * Another one takes an entry here; a file of src/examinations, which looks; and an entry of
 * src/report/addenda/addenda.ts, which shows what came of it. Nothing else knows them one by one.
 */
export const examinedShape = {
  /** At most one: the strongest other promise that holds, where its own promise of descent is refuted. */
  suggestions: ['optional', ['list', suggestionShape]],
  suspicions: ['optional', ['list', suspicionShape]],
  identity: ['optional', identityShape],
  geometry: ['optional', geometryShape],
} as const satisfies Fields;

/** Of an `Unexamined`. */
export const unexaminedShape = {
  /** Name of the examination. */
  part: 'text',
  reason: 'text',
} as const satisfies Fields;

/** Of a `Listing`: the part of its file in which a rule makes its updates. */
export const listingShape = {
  /** As the user named it. */
  file: 'text',
  text: 'text',
  /** Number of its first line, and how many lines the file has. */
  from: 'count',
  total: 'count',
  /** First and last line of what makes an update, where they were found. */
  update: ['optional', { from: 'count', to: 'count' }],
} as const satisfies Fields;

/** Of a `RuleReport`. */
export const ruleShape = {
  name: 'text',
  /** Which subject it is: its kind, and what that kind calls it. */
  subject: [
    'optional',
    {
      kind: 'text',
      spec: 'text',
      python: ['optional', 'text'],
      adapter: ['optional', 'text'],
      /** Of one in a process of its own: how many calls were under way at once, the median of all times that some were sent. */
      inFlight: ['optional', 'count'],
    },
  ],
  /** What it runs on, by name. */
  versions: ['optional', ['dictionary', 'text']],
  /** As the user typed it; null for a built-in rule. */
  file: ['nullable', 'text'],
  verdict,
  /** The last line that a user sees about the rule, in words. */
  summary: 'text',
  /** The likely cause where one could be tested. */
  hint: ['optional', 'text'],
  /** Path of the counterexample that the summary tells of: the simplest of the most basic check. */
  headline: ['optional', 'text'],
  /** The built-in rule that its name or its file names, where it was compared with none. */
  namesake: ['optional', 'text'],
  source: ['optional', 'text'],
  /** Its own code, where it came from a file. */
  listing: ['optional', listingShape],
  promise: 'text',
  /** What its parameters are stored in, where that is so coarse that it leaves some checks undecided. */
  resolution: ['optional', ['one of', 'bfloat16', 'float16']],
  checks: ['list', checkShape],
  traits: ['list', traitShape],
  /** Checks that cannot look at it, each with its reason; absent where there are none. */
  notApplicable: ['optional', ['list', notApplicableShape]],
  ...examinedShape,
  /** Set where a suspicion that was raised falsifies the rule. */
  strict: ['optional', 'flag'],
  /** Examinations that came to nothing, each with its reason; absent where there are none. */
  unexamined: ['optional', ['list', unexaminedShape]],
  statistics: statisticsShape,
  coverage: ['list', coverageShape],
  durationMs: 'double',
} as const satisfies Fields;

/** Of a `LossReference`. */
export const lossReferenceShape = {
  family: 'text',
  parameters: 'json',
  file: ['optional', 'text'],
} as const satisfies Fields;

/** Of a `Scenario`. */
export const scenarioShape = {
  loss: lossReferenceShape,
  /** θ₀, shape (D). */
  theta: ['list', 'double'],
  /** η > 0. */
  stepSize: 'double',
  /** Number of updates, ≥ 1. */
  steps: 'double',
  /** Of everything random in the run: the rule's own source and whatever a check draws on top. */
  seed: 'double',
  hyperparameters: ['dictionary', 'double'],
} as const satisfies Fields;

/** Of a `StoredCase`. */
export const storedCaseShape = {
  ...scenarioShape,
  derived: ['dictionary', 'json'],
} as const satisfies Fields;

/** Of a `TrajectoryRow`. */
export const trajectoryRowShape = {
  step: 'count',
  theta: ['list', 'double'],
  gradient: ['list', 'double'],
  /** −D̄L(θ, θ + Δ); −∇L(θ) where the check judged the update to first order. */
  y: ['list', 'double'],
  delta: ['list', 'double'],
  loss: 'double',
  lossAfter: 'double',
  /** ψ in radians. */
  angle: ['nullable', 'double'],
  conditionNumber: ['nullable', 'double'],
  smallestEigenvalue: ['nullable', 'double'],
  largestEigenvalue: ['nullable', 'double'],
  margin: ['nullable', 'double'],
  /** Of the rule that it is compared with: Δ from the same θ and gradients, and θ at this step of a run of its own. */
  reference: ['optional', { delta: ['list', 'double'], theta: ['optional', ['list', 'double']] }],
} as const satisfies Fields;

/** Of an `Evaluation`. */
export const evaluationShape = {
  /** During which step; −1 at the start. */
  step: 'double',
  theta: ['list', 'double'],
  loss: 'double',
  gradient: ['list', 'double'],
} as const satisfies Fields;

/** What a subject in a process of its own was shown besides gradients. */
export const shownShape = {
  /** The parts of θ with their shapes. */
  parameters: ['list', { name: 'text', shape: ['list', 'count'], from: 'count', to: 'count' }],
  /** Its random numbers follow from this and the step. */
  seed: 'double',
  /** What it asked of its loss, in order. */
  evaluations: ['list', evaluationShape],
} as const satisfies Fields;

/** Of a `Prerequisite`. */
export const prerequisiteShape = {
  /** Id of the check that runs it. */
  check: 'text',
  scenario: scenarioShape,
} as const satisfies Fields;

/** Of a `CounterexampleRule`. */
export const counterexampleRuleShape = {
  name: 'text',
  /** Which subject it is: its kind, and what that kind calls it. Older files do not say. */
  subject: [
    'optional',
    { kind: 'text', spec: 'text', python: ['optional', 'text'], contract: ['optional', 'text'] },
  ],
  /** What it ran on, by name, and the digests of its files. */
  versions: ['optional', ['dictionary', 'text']],
  digests: ['optional', ['dictionary', 'text']],
  /** The file it came from as the user typed it, null for a built-in or a composed rule. */
  file: ['nullable', 'text'],
  /** The same file as a module beside the counterexample imports it. */
  beside: ['optional', 'text'],
  /** The working directory of the run, as it is from the folder of the counterexample: its files are named from there. */
  home: ['optional', 'text'],
  /** The composed rule of `--generate`. */
  generated: ['optional', { seed: 'double', index: 'count' }],
  /** `--contract`, `--against` and the file of `--loss`, where they were given. */
  contract: ['optional', 'text'],
  against: ['optional', 'text'],
  lossFile: ['optional', 'text'],
  /** `--python`, where the loss or the rule that it is compared with needs it and the subject does not say. */
  python: ['optional', 'text'],
  /** `--timeout` in milliseconds, where the rule’s code had to be contained. */
  timeout: ['optional', 'double'],
} as const satisfies Fields;

/** Of `Judged`. */
export const judgedShape = {
  /** The step that the check blames. */
  step: ['optional', 'count'],
  /** η of the run whose updates it judged to first order. */
  stepSize: ['optional', 'double'],
  /** ψ in radians of the step that it blames. */
  angle: ['optional', 'double'],
} as const satisfies Fields;

/** Of a `Picture`. */
export const pictureShape = {
  /** L(θ) of the minimal case in TeX, with its numbers, or the formula of its family as plain text. */
  formula: ['optional', 'text'],
  description: ['optional', 'text'],
  /** L on a grid around the run, first coordinate first, in four digits; only where D ≤ 2. */
  grid: ['optional', { from: ['list', 'double'], to: ['list', 'double'], values: ['list', 'double'] }],
} as const satisfies Fields;

/** Of a `Counterexample`, a file under `counterexamples/`. */
export const counterexampleShape = {
  schemaVersion: ['one of', 1],
  rule: counterexampleRuleShape,
  /** Id of the check. */
  check: 'text',
  cause: 'text',
  /** Index of the case in which the check first failed, −1 for a stored one; the lowest wins when shards are merged. */
  index: 'double',
  sentence: 'text',
  minimal: storedCaseShape,
  worst: storedCaseShape,
  original: storedCaseShape,
  /** What the check looked at in the minimal case, where it says so. */
  judged: ['optional', judgedShape],
  /** Id of the check that was running where the rule's code had to be contained. */
  running: ['optional', 'text'],
  /** Cases that have to run before the minimal one, in the same process: the rule keeps something from run to run. */
  before: ['optional', ['list', prerequisiteShape]],
  /** False where the failure did not come back in a fresh process when it was found. */
  reproduces: ['optional', 'flag'],
  /** Parts of the minimal case that can be changed without rescuing the rule. */
  irrelevant: ['list', 'text'],
  /** Of the run that found it. */
  seed: 'double',
  /** The command that runs it again. */
  replay: 'text',
  /** The text of a program that reproduces it; absent where a law fails that the rule does not claim. */
  test: ['optional', 'text'],
  /** What runs that program, where it is not `node`. */
  testLanguage: ['optional', ['one of', 'python']],
  trajectory: ['list', trajectoryRowShape],
  /** The loss of the minimal case, as it is drawn. */
  picture: ['optional', pictureShape],
  /** Of a subject in a process of its own. */
  shown: ['optional', shownShape],
} as const satisfies Fields;

/** Of a `ClaimReport`. */
export const claimShape = {
  id: 'text',
  claim: 'text',
  source: 'text',
  verdict,
  cases: 'count',
  worstMargin: 'double',
  /** refutedAfter: the number of cases it took, null where it survived; case: a small one that refutes it. */
  mutants: ['list', { name: 'text', refutedAfter: ['nullable', 'count'], case: ['optional', 'text'] }],
} as const satisfies Fields;

const axis = {
  label: 'text',
  log: ['optional', 'flag'],
  values: ['list', 'double'],
} as const satisfies Fields;

/** Of an `ExperimentReport`. */
export const experimentShape = {
  id: 'text',
  title: 'text',
  /** What the paper claims, its equation in TeX, what was measured of it, and whether that bears it out. */
  findings: [
    'optional',
    [
      'list',
      {
        claim: 'text',
        equation: 'text',
        measured: 'text',
        outcome: ['one of', 'reproduced', 'not reproduced', 'open question'],
      },
    ],
  ],
  /** Figures by their names in words. */
  numbers: ['dictionary', 'double or text'],
  series: [
    'list',
    {
      name: 'text',
      /** One of many that are drawn lightly, and named together by this. */
      among: ['optional', 'text'],
      x: axis,
      y: axis,
    },
  ],
} as const satisfies Fields;

/** Of a `KillDetection`. */
export const killDetectionShape = {
  /** By seed, the turns until then; null: not within the budget. */
  cases: ['list', ['nullable', 'count']],
  /** The turns within which half of the seeds detect it, and all of them; null where they do not. */
  median: ['nullable', 'count'],
  worst: ['nullable', 'count'],
  /** Seeds that do not detect it. */
  missed: 'count',
  /** By column, how many seeds it was the first to refute. */
  first: ['dictionary', 'count'],
} as const satisfies Fields;

/** Of a `KillWitness`. */
export const killWitnessShape = {
  /** Id of the column. */
  column: 'text',
  sentence: 'text',
  /** A case of `fuzz`, or the value that a claim was given as text. */
  case: ['text or', storedCaseShape],
  /** The command that finds it again. */
  again: 'text',
} as const satisfies Fields;

/** Of a `KillEntry`. */
export const killEntryShape = {
  name: 'text',
  modelledOn: 'text',
  /** The right one, where only agreement with it sets the two apart. */
  against: ['optional', 'text'],
  /** By column, the cases it took alone; null: not within the budget. A column that does not apply is absent. */
  refutedAfter: ['dictionary', ['nullable', 'count']],
  /** Columns that are only measured: they refute laws that the entry does not claim, which falsifies nothing. */
  measured: ['list', 'text'],
  detection: killDetectionShape,
  /**
   * Turns until the first seed refutes it when it claims no law and there is no right rule to compare it with: by what
   * is required of every rule. Null: not within the budget. Absent where faults of its kind claim no laws.
   */
  withoutLaws: ['optional', ['nullable', 'count']],
  /** What shows it beside its verdict, with default settings. Absent of what is no rule. */
  signs: [
    'optional',
    {
      /** Ids of the suspicions that are raised. */
      suspicions: ['list', 'text'],
      /** What it is found to be other than the right rule, where it is called after that; null: nothing. */
      called: ['nullable', 'text'],
      /** The same where its name says nothing. */
      unnamed: ['nullable', 'text'],
      /** The suggested change of contract that would hide it from the verdict; null: none. Absent in older reports. */
      hiddenBy: ['optional', ['nullable', 'text']],
    },
  ],
  minimal: ['nullable', killWitnessShape],
} as const satisfies Fields;

/** Of a `KillBank`. */
export const faultKindShape = {
  bank: 'text',
  /** Its plural: "wrong rules". */
  noun: 'text',
  /** The checks and claims that apply to some entry. */
  columns: [
    'list',
    {
      id: 'text',
      layer: ['optional', layer],
      claim: 'text',
      /** Why no entry can be refuted by it, where that is so. */
      idle: ['optional', 'text'],
    },
  ],
  entries: ['list', killEntryShape],
  /** Share of all entries and seeds that are detected within so many turns, and within so many seconds of one thread. */
  curve: {
    cases: ['list', { cases: 'count', share: 'double' }],
    seconds: ['list', { seconds: 'double', share: 'double' }],
  },
} as const satisfies Fields;

/** Of a `KillMatrix`. */
export const killMatrixShape = {
  /** Seeds of the figures on detection; the table and the minimal counterexamples are of the first. */
  seeds: ['list', 'count'],
  /** Cases of each check or claim in the table. */
  casesPerColumn: 'count',
  /** Turns within which an entry has to be detected, each one case of every check or claim. */
  casesToDetect: 'count',
  /** Turns within which an entry is looked for that has been stripped of its claimed laws, with the first seed. */
  casesWithoutLaws: ['optional', 'count'],
  banks: ['list', faultKindShape],
} as const satisfies Fields;

/** Of `RuleCases`. */
export const ruleCasesShape = {
  /** Cases of each check, all parts together. */
  runs: 'count',
  /** Numbers of the parts that were run, of so many, from 1. */
  parts: ['list', 'count'],
  of: 'count',
  /** Those of the parts that ended before their cases did. */
  early: ['optional', ['list', 'count']],
  /** The options of `fuzz` that decide what is checked on which cases, by name, as text. */
  options: ['dictionary', 'text'],
} as const satisfies Fields;

/** Of an `Environment`. */
export const environmentShape = {
  node: 'text',
  platform: 'text',
  cores: 'count',
  /** The arguments that reproduce this report, after `natgrad-check`. */
  command: ['list', 'text'],
  /** ISO 8601, UTC. */
  startedAt: 'text',
  versions: ['dictionary', 'text'],
  /** Set where Ctrl-C, a budget or a full disk ended the run early. */
  interrupted: ['optional', 'text'],
  /** Which cases were run, for each rule in their order; null where a report that was merged does not say it. */
  cases: ['optional', ['list', ['nullable', ruleCasesShape]]],
  /** Which cases are missing, where not every part of them was merged. */
  incomplete: ['optional', 'text'],
} as const satisfies Fields;

/** Of a `NamedFailure`. */
export const namedFailureShape = {
  rule: 'text',
  /** Id of the check, or of the suspicion that falsifies. */
  check: 'text',
  cause: 'text',
  sentence: 'text',
} as const satisfies Fields;

/** Of a `Baseline`. */
export const baselineShape = {
  /** The earlier report, as the user typed it. */
  file: 'text',
  /** Failures that are in both, in this run alone, and in the earlier report alone. */
  known: ['list', namedFailureShape],
  fresh: ['list', namedFailureShape],
  fixed: ['list', namedFailureShape],
} as const satisfies Fields;

/** Of `CodeCoverage`. */
export const codeCoverageShape = {
  lines: 'double',
  branches: 'double',
  functions: 'double',
  statements: 'double',
} as const satisfies Fields;

/** Of a `Report`, the file `report.json`. */
export const reportShape = {
  schemaVersion: ['one of', 1],
  tool: { name: ['one of', 'natgrad-check'], version: 'text' },
  environment: environmentShape,
  seed: 'double',
  durationMs: 'double',
  rules: ['list', ruleShape],
  /** What of the rules' failures an earlier report has, where the run was given one. */
  baseline: ['optional', baselineShape],
  /** By path relative to the report folder, as the rules cite them; each is also a file of its own. */
  counterexamples: ['dictionary', counterexampleShape],
  claims: ['list', claimShape],
  experiments: ['list', experimentShape],
  killMatrix: ['optional', killMatrixShape],
  codeCoverage: ['optional', ['nullable', codeCoverageShape]],
} as const satisfies Fields;
