import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { runCampaign } from '../fuzz/campaign.ts';
import type { CampaignEnd, FuzzEvent, Shard } from '../fuzz/campaignRun.ts';
import { type CounterexampleOrigin, counterexampleOf, unshrunkFinding } from '../fuzz/counterexample.ts';
import { descentClass, windowedShare } from '../fuzz/descentClass.ts';
import type { DimensionRange } from '../fuzz/dimension.ts';
import { loadFamilies } from '../fuzz/plan.ts';
import { openPool } from '../fuzz/pool.ts';
import { describePromise } from '../fuzz/promise.ts';
import type { Executor, Finding, LoadRequest } from '../fuzz/protocol.ts';
import { ruleReport } from '../fuzz/ruleReport.ts';
import { shown } from '../fuzz/unusable.ts';
import type { Counterexample, RuleReport } from '../types/report.ts';
import type { DescentPromise } from '../types/rule.ts';
import type { Verdict } from '../types/verdict.ts';
import { exitCodeOf, exitCodes } from './exitCode.ts';
import { fileNameOf } from './fileName.ts';
import { interruption } from './interruption.ts';
import { openProgress, type Progress } from './progress.ts';
import { counterexamplePath, openReportFolder, type ReportFolder } from './reportFolder.ts';
import { suggest } from './suggest.ts';
import { resolveReference, resolveTargets, type Target } from './targets.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';
import { printEnd, printRule } from './verdictLines.ts';
import { composeReport, writeReport } from './writeReport.ts';

/** The options of `fuzz`, parsed. */
export interface FuzzOptions {
  readonly runs: number;
  readonly time?: number;
  readonly seed?: number;
  readonly loss?: string;
  readonly dimension?: DimensionRange;
  readonly steps?: number;
  readonly contract?: DescentPromise;
  readonly against?: string;
  readonly generate?: number;
  readonly workers?: number;
  readonly shard?: Shard;
  readonly timeout: number;
  readonly report: string;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** Milliseconds that a file may take to load, and bytes of memory that a rule may use. */
const loadTimeout = 10_000;
const memoryLimit = 2 ** 30;

/** Fuzzes rules, prints their verdicts, writes the report. @returns the exit code */
export const fuzz = async (
  names: readonly string[],
  options: FuzzOptions,
  terminal: Terminal,
): Promise<number> => {
  if (options.json && options.quiet)
    throw new UsageError('--json and --quiet exclude each other: --json prints nothing but the report');
  if (options.generate !== undefined && names.length > 0) {
    throw new UsageError('--generate composes its own rules: name none beside it');
  }
  const seed = options.seed ?? randomInt(0x7fffffff);
  const startedAt = new Date();
  const targets =
    options.generate === undefined ? await resolveTargets(names) : composedTargets(seed, options.generate);
  const setting = await settingOf(options, seed);
  const folder = openReportFolder(options.report);
  const progress = openProgress(options.json || options.quiet, process.stderr);
  const interrupted = interruption();
  const run: FuzzRun = {
    options,
    setting,
    folder,
    progress,
    deadline: options.time === undefined ? Number.POSITIVE_INFINITY : performance.now() + options.time,
    interrupted: interrupted.happened,
    terminal,
    say: options.json ? () => {} : terminal.out,
    counterexamples: new Map(),
    folders: new Map(),
    detailed: targets.length === 1 && !options.quiet,
  };
  try {
    const { reports, verdicts } = await fuzzAll(run, targets);
    // Nothing was run: an earlier report stays as it is.
    if (reports.length === 0 && run.interrupted() === undefined) return exitOf(run, verdicts);
    const report = composeReport(
      {
        seed,
        startedAt,
        rules: reports,
        counterexamples: Object.fromEntries([...run.counterexamples].sort(([a], [b]) => (a < b ? -1 : 1))),
        interrupted: run.interrupted(),
      },
      folder,
    );
    await writeReport(report, folder);
    progress.clear();
    if (options.json) terminal.out((await import('../report/json.ts')).stringifyReport(report));
    else await printEnd(report, folder, { quiet: options.quiet, say: run.say, width: terminal.width });
    return exitOf(run, verdicts);
  } finally {
    interrupted.close();
    folder.close();
  }
};

interface FuzzRun {
  readonly options: FuzzOptions;
  readonly setting: Omit<LoadRequest, 'rule'>;
  readonly folder: ReportFolder;
  readonly progress: Progress;
  readonly deadline: number;
  readonly interrupted: () => string | undefined;
  readonly terminal: Terminal;
  readonly say: (text: string) => void;
  readonly counterexamples: Map<string, Counterexample>;
  /** Folders of counterexamples by file (or name) of the rule: two rules of one name get one each. */
  readonly folders: Map<string, string>;
  /** Whether one rule has the terminal to itself. */
  readonly detailed: boolean;
}

const exitOf = (run: FuzzRun, verdicts: readonly (Verdict | 'unusable')[]): number => {
  const fault = run.folder.fault();
  if (fault !== undefined) run.terminal.err(`natgrad-check: ${fault}\n`);
  if (run.interrupted() !== undefined) return exitCodes.interrupted;
  return exitCodeOf(fault === undefined ? verdicts : [...verdicts, 'unusable']);
};

const composedTargets = (seed: number, count: number): readonly Target[] =>
  Array.from({ length: count }, (_, index) => ({
    rule: { generated: { seed, index } },
    file: null,
    skippable: false,
  }));

/** What all rules of the run share. @throws UsageError where a loss or the reference is unknown */
const settingOf = async (options: FuzzOptions, seed: number): Promise<Omit<LoadRequest, 'rule'>> => {
  const { loss, against, dimension, runs, steps, contract } = options;
  const lossFile =
    loss !== undefined && (existsSync(loss) || /[/\\]|\.[cm]?[jt]s$/.test(loss)) ? loss : undefined;
  const losses = loss === undefined || lossFile !== undefined ? undefined : await knownLosses(loss);
  if (lossFile === undefined && dimension) await refuseEmptyRange(dimension, losses);
  return {
    options: {
      seed,
      runs,
      ...(dimension && { dimension }),
      ...(steps !== undefined && { steps }),
      ...(contract !== undefined && { contract }),
      ...(losses && { losses }),
    },
    ...(lossFile !== undefined && { lossFile }),
    ...(against !== undefined && { against: await resolveReference(against) }),
  };
};

/** @throws UsageError where no loss has a dimension in the range */
const refuseEmptyRange = async (
  { min, max }: DimensionRange,
  losses: readonly string[] | undefined,
): Promise<void> => {
  const families = (await loadFamilies()).filter(({ name }) => losses?.includes(name) ?? true);
  if (families.some(({ dimensions }) => dimensions.min <= max && dimensions.max >= min)) return;
  const ranges = families
    .map(({ name, dimensions }) => `${name} ${dimensions.min}..${dimensions.max}`)
    .join(', ');
  throw new UsageError(`--dimension: no loss has a dimension in ${min}..${max}; there are ${ranges}`);
};

const knownLosses = async (given: string): Promise<readonly string[]> => {
  const known = (await loadFamilies()).map(({ name }) => name);
  const names = given.split(',').map((name) => name.trim());
  for (const name of names) {
    if (!known.includes(name)) {
      throw new UsageError(
        `--loss: there is no loss "${name}"; ${suggest(name, known, 'natgrad-check list losses')}`,
      );
    }
  }
  return names;
};

const fuzzAll = async (
  run: FuzzRun,
  targets: readonly Target[],
): Promise<{ reports: readonly RuleReport[]; verdicts: readonly (Verdict | 'unusable')[] }> => {
  const { options } = run;
  const open = (): Executor =>
    openPool(options.workers ?? availableParallelism(), {
      stepTimeout: options.timeout,
      loadTimeout,
      memory: memoryLimit,
    });
  const reports: RuleReport[] = [];
  const verdicts: (Verdict | 'unusable')[] = [];
  let shared: Executor | undefined;
  for (const [position, target] of targets.entries()) {
    if (run.interrupted() !== undefined) break;
    // A person's file gets threads of its own, so that nothing it leaves behind reaches the next rule.
    if (target.file === null) shared ??= open();
    const executor = target.file === null && shared ? shared : open();
    try {
      // What is left of the time is shared by the rules that are left.
      const now = performance.now();
      const deadline = now + (run.deadline - now) / (targets.length - position);
      const outcome = await fuzzOne(
        { ...run, deadline },
        executor,
        target,
        `${position + 1}/${targets.length}`,
      );
      verdicts.push(typeof outcome === 'string' ? outcome : outcome.verdict);
      if (typeof outcome !== 'string') reports.push(outcome);
    } finally {
      if (executor !== shared) await executor.close();
    }
  }
  await shared?.close();
  return { reports, verdicts: verdicts.length === 0 ? ['inconclusive'] : verdicts };
};

/** The folder of a rule's counterexamples, a second one of the same name apart from the first. */
const folderOf = (run: FuzzRun, name: string, file: string | null): string => {
  const key = JSON.stringify([name, file]);
  const known = run.folders.get(key);
  if (known !== undefined) return known;
  const taken = new Set(run.folders.values());
  const plain = fileNameOf(name);
  let folder = plain;
  for (let i = 2; taken.has(folder); i++) folder = `${plain}-${i}`;
  run.folders.set(key, folder);
  return folder;
};

/** Fuzzes one rule. @returns its report, or how a rule that cannot be loaded counts */
const fuzzOne = async (
  run: FuzzRun,
  executor: Executor,
  target: Target,
  position: string,
): Promise<RuleReport | 'unusable' | 'verified'> => {
  const startedAt = performance.now();
  const paths = new Map<string, string[]>();
  const early = new Set<string>();
  let label = { name: '', folder: '', total: 0 };
  const claims = new Map<string, string>();
  const store = (check: string, finding: Finding): string => {
    const path = counterexamplePath(label.folder, check, finding.cause);
    const counterexample = counterexampleOf(
      finding,
      originOf(run, target, { name: label.name, check, path, claim: claims.get(check) ?? '' }),
    );
    run.folder.writeCounterexample(path, counterexample);
    run.counterexamples.set(path, counterexample);
    return path;
  };
  const read = (event: FuzzEvent): void => {
    switch (event.kind) {
      case 'planned':
        label = {
          name: event.description.name,
          folder: folderOf(run, event.description.name, target.file),
          total: event.total,
        };
        for (const { id, claim } of event.description.checks) claims.set(id, claim);
        return;
      case 'progress':
        run.progress.update(`${position} ${label.name}`, event.done, label.total);
        return;
      case 'found': {
        const key = `${event.check} ${event.observed.observation.cause}`;
        if (!early.has(key)) store(event.check, unshrunkFinding(event.observed));
        early.add(key);
        return;
      }
      case 'finding':
        paths.set(event.check, [...(paths.get(event.check) ?? []), store(event.check, event.finding)]);
        return;
      default:
        event satisfies never;
    }
  };
  const end = await withoutFaults(target, () =>
    runCampaign(
      executor,
      {
        load: { rule: target.rule, ...run.setting },
        shard: run.options.shard ?? { index: 0, count: 1 },
        stored: (name) =>
          run.folder.stored({ name, file: target.file, folder: folderOf(run, name, target.file) }),
        stop: () =>
          run.interrupted() ??
          (performance.now() > run.deadline ? 'stopped when its time was used up' : undefined),
      },
      read,
    ),
  );
  run.progress.clear();
  if (end.kind === 'unusable') {
    const line =
      end.message.startsWith('the file ') && target.file !== null
        ? `${shown(target.file)}: ${end.message.slice(9)}`
        : end.message;
    run.terminal.err(`natgrad-check: ${target.skippable ? 'skipped ' : ''}${line}\n`);
    return target.skippable ? 'verified' : 'unusable';
  }
  const report = composedReport(
    ruleReport(
      end,
      { file: target.file, isolated: true, durationMs: Math.round(performance.now() - startedAt) },
      paths,
    ),
    target,
  );
  printRule(report, run.counterexamples, { detailed: run.detailed, say: run.say, width: run.terminal.width });
  return report;
};

/** A fault of this program costs one rule, and is told in one line; the other rules go on. */
const withoutFaults = async (target: Target, campaign: () => Promise<CampaignEnd>): Promise<CampaignEnd> => {
  try {
    return await campaign();
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    const name = target.file === null ? 'a built-in rule' : shown(target.file);
    return {
      kind: 'unusable',
      message: `${name}: natgrad-check failed (${line}); please report it with the rule`,
    };
  }
};

/** Of a composed rule, what it is made of and what was found out about it come first. */
const composedReport = (report: RuleReport, target: Target): RuleReport => {
  if (!('generated' in target.rule)) return report;
  const share = windowedShare(report.statistics);
  const windows = share === null ? '' : `, over some window in ${Math.round(100 * share)} % of cases`;
  return { ...report, summary: `${report.source}: ${descentClass(report)}${windows}. ${report.summary}` };
};

const originOf = (
  run: FuzzRun,
  target: Target,
  {
    name,
    check,
    path,
    claim,
  }: { readonly name: string; readonly check: string; readonly path: string; readonly claim: string },
): CounterexampleOrigin => {
  const { contract, against } = run.options;
  const { lossFile, options } = run.setting;
  const full = join(run.folder.path, path);
  return {
    rule: {
      name,
      file: target.file,
      ...(target.file !== null && { beside: importPath(dirname(full), target.file) }),
      ...('generated' in target.rule && { generated: target.rule.generated }),
      ...(contract !== undefined && { contract: describePromise(contract) }),
      ...(against !== undefined && { against }),
      ...(lossFile !== undefined && { lossFile }),
    },
    check,
    claim,
    seed: options.seed,
    path: full,
  };
};

/** How a module in a folder imports a file. */
const importPath = (from: string, file: string): string => {
  const path = relative(resolve(from), resolve(file)).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
};
