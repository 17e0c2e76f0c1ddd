import type {
  baselineShape,
  checkShape,
  claimShape,
  codeCoverageShape,
  counterexampleRuleShape,
  counterexampleShape,
  coverageShape,
  environmentShape,
  evaluationShape,
  examinedShape,
  experimentShape,
  faultKindShape,
  histogramShape,
  identityShape,
  judgedShape,
  killDetectionShape,
  killEntryShape,
  killMatrixShape,
  killWitnessShape,
  listingShape,
  namedFailureShape,
  notApplicableShape,
  pictureShape,
  prerequisiteShape,
  reportShape,
  ruleCasesShape,
  ruleShape,
  shownShape,
  statisticsShape,
  suggestionShape,
  suspicionShape,
  traitShape,
  trajectoryRowShape,
  unexaminedShape,
} from './reportShape.ts';
import type { TypeOf } from './shape.ts';

/** `report.json`, schema version 1. Everything that a page, a table or a plot shows is in it. */
export interface Report extends TypeOf<typeof reportShape> {}

/** Where and with what a report was made. */
export interface Environment extends TypeOf<typeof environmentShape> {}

/** Which cases of a rule were run. */
export interface RuleCases extends TypeOf<typeof ruleCasesShape> {}

/** What came of one rule. */
export interface RuleReport extends TypeOf<typeof ruleShape> {}

/** What came of one check of a rule. */
export interface CheckReport extends TypeOf<typeof checkShape> {}

/** A check that is meant for a rule but cannot look at it, and why. */
export interface NotApplicable extends TypeOf<typeof notApplicableShape> {}

/** What was seen of a law that a rule may claim. */
export interface TraitReport extends TypeOf<typeof traitShape> {}

/** The part of its file in which a rule makes its updates. */
export interface Listing extends TypeOf<typeof listingShape> {}

/** Which known rule a rule is, or is like. It states equality, never guilt. */
export interface Identity extends TypeOf<typeof identityShape> {}

/** What a rule could promise in place of what it breaks. */
export interface Suggestion extends TypeOf<typeof suggestionShape> {}

/** What came of one suspicion of a rule. */
export interface SuspicionReport extends TypeOf<typeof suspicionShape> {}

/** Something that a rule is looked at for once its verdict stands. */
export type ExaminationName = keyof typeof examinedShape;

/** What came of some of the examinations, each by its name. */
export interface ExaminationParts extends TypeOf<typeof examinedShape> {}

/** What came of all of them: fields of the report of a rule. */
export interface Examined extends Pick<RuleReport, ExaminationName | 'unexamined'> {}

/** An examination that came to nothing, and why. */
export interface Unexamined extends TypeOf<typeof unexaminedShape> {}

/** Counts in fixed bins: bin i holds values in [edges[i], edges[i+1]); the ends hold everything beyond. */
export interface Histogram extends TypeOf<typeof histogramShape> {}

/** What all cases of a rule look like together. */
export interface RuleStatistics extends TypeOf<typeof statisticsShape> {}

/** Whether the cases reached one part of what they were drawn to reach. */
export interface CoverageReport extends TypeOf<typeof coverageShape> {}

/** What came of one claim and of its mutants. */
export interface ClaimReport extends TypeOf<typeof claimShape> {}

/** The figures of one experiment. */
export interface ExperimentReport extends TypeOf<typeof experimentShape> {}

/** Every seeded fault against every check and claim that could refute it. */
export interface KillMatrix extends TypeOf<typeof killMatrixShape> {}

/** Seeded faults of one kind. */
export interface FaultKindReport extends TypeOf<typeof faultKindShape> {}

/** One seeded fault, and what refutes it. */
export interface KillEntry extends TypeOf<typeof killEntryShape> {}

/** The first refutation by any column that can falsify, all of them taking turns case by case. */
export interface KillDetection extends TypeOf<typeof killDetectionShape> {}

/** The minimal counterexample of an entry. */
export interface KillWitness extends TypeOf<typeof killWitnessShape> {}

/** What falsifies a rule: it is the same in two reports where rule, check and cause are. */
export interface NamedFailure extends TypeOf<typeof namedFailureShape> {}

/** The failures of a run beside those of an earlier report. */
export interface Baseline extends TypeOf<typeof baselineShape> {}

/** Shares of our own code that the tests ran, in per cent. */
export interface CodeCoverage extends TypeOf<typeof codeCoverageShape> {}

/** One file under `counterexamples/<rule>/`. */
export interface Counterexample extends TypeOf<typeof counterexampleShape> {}

/** What a check looked at in a case that it refutes. */
export interface Judged extends TypeOf<typeof judgedShape> {}

/** The loss of a case, as it is drawn. */
export interface Picture extends TypeOf<typeof pictureShape> {}

/** A case that a check runs before another. */
export interface Prerequisite extends TypeOf<typeof prerequisiteShape> {}

/** The rule that a counterexample refutes, and everything beside the case that its run depended on. */
export interface CounterexampleRule extends TypeOf<typeof counterexampleRuleShape> {}

/** What a subject in a process of its own was shown besides gradients. */
export interface Shown extends TypeOf<typeof shownShape> {}

/** What a subject asked of its loss at one point. */
export interface Evaluation extends TypeOf<typeof evaluationShape> {}

/** One step of the minimal case, for the drawing and for `replay`. */
export interface TrajectoryRow extends TypeOf<typeof trajectoryRowShape> {}
