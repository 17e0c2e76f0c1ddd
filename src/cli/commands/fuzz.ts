import { createHash, randomInt } from 'node:crypto';
import type { Executor } from '../../campaign/executor.ts';
import type { Shard } from '../../campaign/request.ts';
import { openCorpus } from '../../counterexample/corpus.ts';
import { openStore } from '../../counterexample/store.ts';
import { quotedPath, UsageError } from '../../errors.ts';
import { openHost } from '../../host/host.ts';
import { limitsOf } from '../../host/limits.ts';
import { workersThatFit } from '../../host/resources.ts';
import { plural } from '../../numbers.ts';
import { loadFormats } from '../../report/format.ts';
import { stringifyReport } from '../../report/json.ts';
import { runBy } from '../../subject/catalog.ts';
import { removePipes } from '../../subject/protocol/attach.ts';
import type { SubjectReference } from '../../subject/subject.ts';
import type { Report, RuleCases, RuleReport } from '../../types/report.ts';
import type { Verdict } from '../../types/verdict.ts';
import { besideBaseline, verdictBeyond } from '../../verdict/baseline.ts';
import { missedRisk } from '../../verdict/risk.ts';
import { type Checkpoints, openCheckpoints, resumedSeed } from '../folder/checkpoints.ts';
import { toolVersion } from '../folder/environment.ts';
import { writeAtomically } from '../folder/files.ts';
import { openReportFolder, type ReportFolder } from '../folder/reportFolder.ts';
import { composeReport, prepareReport, writeReport } from '../folder/writeReport.ts';
import { annotations } from '../terminal/annotations.ts';
import { exitCodeOf, exitCodeOfPart, exitCodes } from '../terminal/exit.ts';
import { endWith, interruption } from '../terminal/interruption.ts';
import { openProgress } from '../terminal/progress.ts';
import { complain, type Terminal } from '../terminal/terminal.ts';
import { printEnd } from '../terminal/verdictLines.ts';
import {
  casesOf,
  type FuzzedSubject,
  type FuzzOptions,
  printsFile,
  referenceOf,
  refuseContradictions,
  riskGoal,
  settingOf,
  subjectsOf,
} from './fuzzOptions.ts';
import { type FuzzRun, fuzzSubject } from './fuzzRule.ts';
import { readReportFile } from './report.ts';

/** Milliseconds after an interruption in which batches that are under way can still end. */
const grace = 500;

/** The options as they were typed. */
export interface TypedOptions extends Omit<FuzzOptions, 'shard'> {
  readonly shard?: Shard | 'auto';
}

/** The part of the cases that is run; which the environment says, is told. @throws UsageError where it says none */
const shardOf = async ({ shard, seed }: TypedOptions, terminal: Terminal): Promise<Shard | undefined> => {
  if (shard !== 'auto') return shard;
  const { loadEngines } = await import('../../cluster/engine.ts');
  const { foundShard, partText } = await import('../../cluster/foundShard.ts');
  const found = foundShard(await loadEngines(), process.env);
  if (seed === undefined) throw new UsageError('--shard auto: give --seed, one and the same to every part');
  complain(terminal, partText(found));
  return found;
};

/** Fuzzes rules, prints their verdicts, writes the report. @returns the exit code */
export const fuzz = async (
  names: readonly string[],
  typed: TypedOptions,
  terminal: Terminal,
): Promise<number> => {
  const options: FuzzOptions = { ...typed, shard: await shardOf(typed, terminal) };
  refuseContradictions(names, options);
  const seed =
    options.seed ?? (options.resume ? resumedSeed(options.report) : undefined) ?? randomInt(0x7fffffff);
  const startedAt = new Date();
  const subjects = await subjectsOf(names, options, seed);
  const baseline = options.baseline === undefined ? undefined : readReportFile(options.baseline);
  const setting = await settingOf(options, seed);
  const references = await referencesOf(subjects, options.python);
  const folder = openReportFolder(options.report);
  const progress = openProgress(printsFile(options) || options.quiet, process.stderr, 'cases');
  const tell = (line: string): void => complain(terminal, line);
  const specs = subjects.map(({ subject }) => subject);
  const key = createHash('sha256')
    .update(
      JSON.stringify([
        toolVersion(),
        specs,
        setting,
        options.shard ?? null,
        riskGoal(options) ?? null,
        ...references,
      ]),
    )
    .digest('hex');
  const checkpoints =
    options.resume && folder.fault() === undefined ? checkpointsIn(folder, { key, seed }, tell) : undefined;
  const interrupted = interruption();
  const { channel } = options;
  const isAbandoned = channel === undefined ? () => false : endWith(process.stdin);
  const host = openHost(limitsOf(options.timeout));
  // What is nearly done may end by itself.
  void interrupted.whenHappened.then(() => setTimeout(host.interrupt, grace).unref());
  const run: FuzzRun = {
    options,
    setting,
    references,
    folder,
    store: openStore(
      folder,
      tell,
      options.corpus === undefined ? undefined : openCorpus(options.corpus, writeAtomically, tell),
    ),
    progress,
    checkpoints,
    host,
    interrupted: interrupted.happened,
    terminal,
    say: printsFile(options) ? () => {} : terminal.out,
    detailed: subjects.length === 1 && !options.quiet,
    named: new Set(names),
    baseline,
    failed: {},
  };
  const closed: Promise<void>[] = [];
  try {
    const { reports, cases, verdicts, begun, isOutOfTime } = await fuzzAll(run, subjects, (executor) =>
      closed.push(executor),
    );
    if (begun < subjects.length)
      complain(
        terminal,
        `${run.failed.first ? 'stopped at the first failure' : 'interrupted'} before ${subjects.length - begun} of ${plural(subjects.length, 'rule')}`,
      );
    if (verdicts.length === 0 && run.interrupted() === undefined) {
      throw new UsageError(
        `${names.map(quotedPath).join(', ')}: no file there holds a rule; "natgrad-check init my-rule.ts" writes one to start from`,
      );
    }
    // Nothing was run: an earlier report stays as it is.
    if (reports.length === 0 && run.interrupted() === undefined) return exitOf(run, verdicts);
    const report = reportOf(run, { seed, startedAt, rules: reports, cases });
    await writeReport(report, folder);
    // What ended for want of time can go on with more of it.
    if (run.interrupted() === undefined && !isOutOfTime) checkpoints?.remove();
    progress.clear();
    if (printsFile(options)) terminal.out(await fileFor(options, report));
    else await printEnd(report, folder, { quiet: options.quiet, say: run.say, width: terminal.width });
    if (options.reporter === 'github') terminal.out(annotations(report));
    const { incomplete } = report.environment;
    if (incomplete !== undefined) complain(terminal, incomplete);
    const known = report.baseline?.known ?? [];
    const beyond = reports.map((rule) => verdictBeyond(rule, report.counterexamples, known));
    const unusable = verdicts.filter((verdict) => verdict === 'unusable');
    return exitOf(run, [
      ...beyond,
      ...unusable,
      ...(incomplete === undefined ? [] : (['inconclusive'] as const)),
    ]);
  } finally {
    // The report is written while they end.
    await Promise.all(closed);
    interrupted.close();
    folder.close();
    if (channel !== undefined && isAbandoned()) removePipes(channel);
  }
};

/** What a configuration compares single rules with, opened by nobody yet. */
const referencesOf = async (
  subjects: readonly FuzzedSubject[],
  python: string | undefined,
): Promise<ReadonlyMap<string, SubjectReference>> => {
  const typed = new Set(subjects.flatMap(({ against }) => (against === undefined ? [] : [against])));
  return new Map(
    await Promise.all(
      [...typed].map(
        async (against): Promise<[string, SubjectReference]> => [
          against,
          runBy(await referenceOf(against), python),
        ],
      ),
    ),
  );
};

/** The text of the file that is asked for in place of what a person reads. */
const fileFor = async ({ reporter }: FuzzOptions, report: Report): Promise<string> => {
  if (reporter !== 'junit') return stringifyReport(report);
  const junit = (await loadFormats()).find(({ file }) => file === 'junit.xml')!;
  return junit.render(report);
};

/** The checkpoints in a folder, which is closed where they are not to be used. */
const checkpointsIn = (
  folder: ReportFolder,
  run: { readonly key: string; readonly seed: number },
  tell: (line: string) => void,
): Checkpoints => {
  try {
    return openCheckpoints(folder.path, run, tell);
  } catch (error) {
    folder.close();
    throw error;
  }
};

const reportOf = (
  { options, folder, store, interrupted, baseline, failed }: FuzzRun,
  results: {
    readonly seed: number;
    readonly startedAt: Date;
    readonly rules: readonly RuleReport[];
    readonly cases: readonly RuleCases[];
  },
): Report => {
  const counterexamples = Object.fromEntries([...store.found].sort(([a], [b]) => (a < b ? -1 : 1)));
  const { rules } = results;
  const isWhole = options.shard === undefined && !failed.first && interrupted() === undefined;
  const beside =
    baseline && besideBaseline({ rules, counterexamples }, baseline, { file: options.baseline!, isWhole });
  return composeReport(
    {
      ...results,
      // Of a part it is for the whole to say.
      incomplete: isWhole
        ? missedRisk(
            rules.map((rule) => ({
              ...rule,
              verdict: verdictBeyond(rule, counterexamples, beside?.known ?? []),
            })),
            results.cases,
          )
        : undefined,
      counterexamples,
      baseline: beside,
      interrupted: interrupted(),
    },
    folder,
  );
};

const exitOf = (run: FuzzRun, verdicts: readonly (Verdict | 'unusable')[]): number => {
  const fault = run.folder.fault();
  if (fault !== undefined) complain(run.terminal, fault);
  if (run.interrupted() !== undefined) return exitCodes.interrupted;
  const codeOf = run.options.shard ? exitCodeOfPart : exitCodeOf;
  return codeOf(fault === undefined ? verdicts : [...verdicts, 'unusable']);
};

/** What came of the subjects, in their order. */
interface Outcomes {
  readonly reports: readonly RuleReport[];
  /** Which cases each of them made. */
  readonly cases: readonly RuleCases[];
  readonly verdicts: readonly (Verdict | 'unusable')[];
  /** How many subjects it came to; all, unless it was interrupted. */
  readonly begun: number;
  readonly isOutOfTime: boolean;
}

/** @param ending is given what ends meanwhile */
const fuzzAll = async (
  run: FuzzRun,
  subjects: readonly FuzzedSubject[],
  ending: (closed: Promise<void>) => void,
): Promise<Outcomes> => {
  const { channel, time } = run.options;
  const workers = channel === undefined ? run.options.workers : 1;
  const spent = run.checkpoints?.spent ?? 0;
  const end = time === undefined ? Number.POSITIVE_INFINITY : performance.now() + time - spent;
  const open = (): Executor => run.host.open(workers ?? workersThatFit());
  const reports: RuleReport[] = [];
  const cases: RuleCases[] = [];
  const verdicts: (Verdict | 'unusable')[] = [];
  const failures = new Set<string>();
  const earlier = { share: 0 };
  let shared: Executor | undefined;
  let begun = 0;
  let prepared = false;
  for (const [index, subject] of subjects.entries()) {
    if (run.interrupted() !== undefined || run.failed.first) break;
    begun++;
    // A user's file gets workers of its own, so that nothing it leaves behind reaches the next rule.
    const isOurs =
      subject.file === null && subject.subject.kind !== 'process' && subject.subject.contract === undefined;
    if (isOurs) shared ??= open();
    const executor = isOurs && shared ? shared : open();
    // While its workers load, this process has nothing to do.
    if (!prepared) void prepareReport();
    prepared = true;
    try {
      // What is left of the time is shared by the rules that are left.
      const now = performance.now();
      const deadline = now + (end - now) / (subjects.length - index);
      const campaign = { index, of: subjects.length, failures, earlier, end };
      const outcome = await fuzzSubject(run, subject, { executor, deadline, campaign });
      if (outcome === 'interrupted') begun--;
      if (outcome === 'skipped' || outcome === 'interrupted') continue;
      verdicts.push(outcome === 'unusable' ? outcome : outcome.verdict);
      if (outcome === 'unusable') continue;
      reports.push(outcome);
      cases.push(casesOf(run.options, subject));
    } finally {
      if (executor !== shared) ending(executor.close());
    }
  }
  if (shared) ending(shared.close());
  return { reports, cases, verdicts, begun, isOutOfTime: performance.now() > end };
};
