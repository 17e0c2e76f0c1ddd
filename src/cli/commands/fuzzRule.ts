import { runCampaign } from '../../campaign/campaign.ts';
import type { CampaignEnd, CampaignResult, FuzzEvent } from '../../campaign/events.ts';
import type { Executor, LoadRequest } from '../../campaign/executor.ts';
import { causeOf } from '../../campaign/refutation.ts';
import { namesakeOf } from '../../catalog/namesake.ts';
import type { CounterexampleStore } from '../../counterexample/store.ts';
import { storedIn } from '../../counterexample/stored.ts';
import { errorText, faultLine, type SubjectFault } from '../../errors.ts';
import type { Host } from '../../host/host.ts';
import { plural } from '../../numbers.ts';
import { servedAt } from '../../subject/catalog.ts';
import { listingOf } from '../../subject/listing.ts';
import type { Provenance, SubjectReference } from '../../subject/subject.ts';
import type { Report, RuleReport } from '../../types/report.ts';
import { allFailures, isSame, verdictBeyond } from '../../verdict/baseline.ts';
import { ruleReport } from '../../verdict/ruleReport.ts';
import type { Checkpoints } from '../folder/checkpoints.ts';
import type { ReportFolder } from '../folder/reportFolder.ts';
import { annotation, placeOf } from '../terminal/annotations.ts';
import { slowRunNotice } from '../terminal/estimate.ts';
import { printable } from '../terminal/printable.ts';
import { type Campaign, campaignProgress, type Progress, refutes } from '../terminal/progress.ts';
import { complain, type Terminal } from '../terminal/terminal.ts';
import { printRemarks, printRule, printVerdict } from '../terminal/verdictLines.ts';
import { type FuzzedSubject, type FuzzOptions, riskGoal } from './fuzzOptions.ts';

/** What the subjects of one run of `fuzz` share. */
export interface FuzzRun {
  readonly options: FuzzOptions;
  readonly setting: Omit<LoadRequest, 'rule'>;
  /** What single rules are compared with, by how it is typed. */
  readonly references: ReadonlyMap<string, SubjectReference>;
  readonly host: Host;
  readonly folder: ReportFolder;
  readonly store: CounterexampleStore;
  readonly progress: Progress;
  /** Where it is kept how far the run has come. */
  readonly checkpoints: Checkpoints | undefined;
  readonly interrupted: () => string | undefined;
  readonly terminal: Terminal;
  readonly say: (text: string) => void;
  /** Whether one rule has the terminal to itself. */
  readonly detailed: boolean;
  /** The report whose failures are known. */
  readonly baseline: Report | undefined;
  /** Set with the first failure that is not known, where the run ends with it. */
  readonly failed: { first?: true };
  /** The arguments: a file that is among them was not found in a folder. */
  readonly named: ReadonlySet<string>;
}

/** When and where one subject of a run is fuzzed. */
export interface Turn {
  readonly executor: Executor;
  /** On the clock of `performance.now`, when its time is used up. */
  readonly deadline: number;
  readonly campaign: Campaign;
}

/**
 * Fuzzes one subject: what happens in its campaign is drawn and stored, and what it comes to is reported and printed.
 *
 * @returns its report, or that it cannot be used, that it was interrupted before it could be loaded, or that it is no subject and was only found in a folder
 */
export const fuzzSubject = async (
  run: FuzzRun,
  { against, ...provenance }: FuzzedSubject,
  turn: Turn,
): Promise<RuleReport | 'unusable' | 'skipped' | 'interrupted'> => {
  const { options, setting, folder, terminal } = run;
  const startedAt = performance.now();
  const { channel } = options;
  const { subject } = provenance;
  const rule = channel === undefined ? subject : servedAt(subject, channel);
  const reference = against === undefined ? setting.against : run.references.get(against);
  const load: LoadRequest = { ...setting, ...(reference && { against: reference }), rule };
  const store = run.store.of({ provenance, load, timeout: options.timeout });
  const draw = campaignProgress(run.progress, turn.campaign);
  const isUsual = provenance.subject.kind !== 'process' && options.risk === undefined;
  const isBounded = options.time !== undefined || options.quiet || isUsual;
  const estimate = slowRunNotice((line) => {
    if (!isBounded) terminal.err(`natgrad-check: ${line}\n`);
  }, performance.now.bind(performance));
  const known = run.baseline ? allFailures(run.baseline) : [];
  const screen = {
    isKnown: (report: RuleReport): boolean =>
      report.verdict === 'falsified' &&
      verdictBeyond(report, Object.fromEntries(run.store.found), known) !== 'falsified',
    detailed: run.detailed,
    verbose: options.verbose,
    say: run.say,
    width: terminal.width,
    watched: terminal.watched ?? false,
  };
  const reported = (result: CampaignResult, namesake: string | undefined): RuleReport => {
    const listing = listingOf(subject);
    return ruleReport(
      result,
      {
        ...provenance,
        isolated: true,
        durationMs: Math.round(performance.now() - startedAt),
        strict: options.strict,
        ...(namesake !== undefined && { namesake }),
        ...(listing && { listing }),
      },
      store.paths(),
    );
  };
  // What could not be stored cannot be replayed either.
  const replayable = () => (folder.fault() === undefined ? run.store.found : new Map());
  let name = '';
  let namesake: Promise<string | undefined> = Promise.resolve(undefined);
  /** Once the verdict is printed. */
  let printed: Promise<void> | undefined;
  const end = await withoutFaults(provenance, () =>
    runCampaign(
      turn.executor,
      {
        load,
        shard: options.shard ?? { index: 0, count: 1 },
        stored: (name) => [
          ...store.stored(name),
          ...(run.baseline ? storedIn(Object.values(run.baseline.counterexamples), name) : []),
        ],
        stop: () =>
          run.interrupted() ??
          (run.failed.first ? firstFailure : performance.now() > turn.deadline ? timeIsUp : undefined),
        fresh: () => run.host.open(1),
        risk: riskGoal(options),
        resume: run.checkpoints?.of(turn.campaign.index),
        examine: true,
        interrupted: () => run.interrupted() !== undefined,
      },
      (event) => {
        draw(event);
        estimate(event);
        store.read(event);
        if (event.kind === 'resumed' && event.done > 0 && !options.quiet) {
          run.progress.clear();
          terminal.err(`natgrad-check: ${resumedLine(name, event)}\n`);
        }
        if (event.kind === 'planned') {
          const { files, imports = [] } = event.description;
          name = event.description.name;
          options.onLoaded?.([...files.map(({ file }) => file), ...imports]);
        }
        if (options.failFast && event.kind === 'found' && refutes(event.check)) {
          const cause = causeOf(event.observed.observation);
          const failure = { rule: name, check: event.check.id, cause, sentence: '' };
          if (!known.some((other) => isSame(failure, other))) run.failed.first = true;
        }
        if (event.kind === 'planned') namesake = namesakeIn(load, provenance, event.description.name);
        // A suspicion that falsifies is yet to be raised, or not.
        if (event.kind !== 'judged' || options.strict) return;
        printed = namesake.then((other) => {
          run.progress.clear();
          printVerdict(reported(event.result, other), replayable(), screen);
        });
      },
    ),
  );
  await printed;
  run.progress.clear();
  if (end.kind === 'unusable' && run.interrupted() !== undefined) return 'interrupted';
  if (end.kind === 'unusable') return refused(run, provenance, end.fault);
  const report = reported(end, await namesake);
  (printed ? printRemarks : printRule)(report, replayable(), screen);
  return report;
};

/** The built-in rule that a subject is called after, where it is compared with none. */
const namesakeIn = async (
  { against }: Pick<LoadRequest, 'against'>,
  { file, subject }: Provenance,
  name: string,
): Promise<string | undefined> => {
  const isOurs = file === null && subject.kind !== 'process';
  if (isOurs || against !== undefined) return undefined;
  const { loadRules } = await import('../../catalog/rules.ts');
  return namesakeOf([name, subject.spec.replace(/^.*[\\/]/s, '')], await loadRules());
};

/** What was found before a run went on. */
const resumedLine = (name: string, { done, refuted }: Extract<FuzzEvent, { kind: 'resumed' }>): string => {
  const found = refuted.filter(refutes).map(({ id }) => id);
  return `${printable(name, 60)}: goes on after ${plural(done, 'case')}, ${found.length === 0 ? 'nothing refuted so far' : `refuted so far: ${found.join(', ')}`}`;
};

const firstFailure = 'stopped at the first failure';
const timeIsUp = 'stopped when its time was used up';

/** Says why a subject has no verdict. A file that is no rule and was found in a folder is a helper, a test, a loss. */
const refused = (
  { named, terminal, options }: FuzzRun,
  { subject }: Provenance,
  fault: SubjectFault,
): 'unusable' | 'skipped' => {
  const isItself = fault.kind === 'no-subject' && fault.path === subject.spec;
  const isSkipped = isItself && !named.has(subject.spec);
  complain(terminal, `${isSkipped ? 'skipped ' : ''}${faultLine(fault)}`);
  if (options.reporter === 'github' && !isSkipped)
    terminal.out(
      annotation('error', { title: 'natgrad-check', message: faultLine(fault), ...placeOf(fault.path) }),
    );
  return isSkipped ? 'skipped' : 'unusable';
};

/** A fault of this program costs one rule, and is reported in one line; the other rules go on. */
const withoutFaults = async (
  { subject }: Provenance,
  campaign: () => Promise<CampaignEnd>,
): Promise<CampaignEnd> => {
  try {
    return await campaign();
  } catch (error) {
    const line = errorText(error).replace(/\n.*/s, '');
    const says = `natgrad-check failed (${line}); please report it with the rule`;
    return { kind: 'unusable', fault: { kind: 'unfit', path: subject.spec, says } };
  }
};
