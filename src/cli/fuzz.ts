import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { DimensionRange } from '../fuzz/dimension.ts';
import { loadFamilies } from '../fuzz/plan.ts';
import { openPool } from '../fuzz/pool.ts';
import { describePromise } from '../fuzz/promise.ts';
import type { Executor, LoadRequest } from '../fuzz/protocol.ts';
import { shown } from '../fuzz/unusable.ts';
import type { RuleCases, RuleReport } from '../types/report.ts';
import type { Verdict } from '../types/verdict.ts';
import { exitCodeOf, exitCodes } from './exitCode.ts';
import { type FuzzOptions, type FuzzRun, fuzzOne } from './fuzzRule.ts';
import { interruption } from './interruption.ts';
import { limitsOf } from './limits.ts';
import { openProgress } from './progress.ts';
import { openReportFolder } from './reportFolder.ts';
import { suggest } from './suggest.ts';
import { resolveReference, resolveTargets, type Target } from './targets.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';
import { printEnd } from './verdictLines.ts';
import { composeReport, writeReport } from './writeReport.ts';

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
  if (options.generate !== undefined && options.against !== undefined) {
    throw new UsageError('--generate and --against exclude each other: composed rules agree with no other');
  }
  const seed = options.seed ?? randomInt(0x7fffffff);
  const startedAt = new Date();
  const targets =
    options.generate === undefined ? await resolveTargets(names) : composedTargets(seed, options.generate);
  const setting = await settingOf(options, seed);
  const folder = openReportFolder(options.report);
  const progress = openProgress(options.json || options.quiet, process.stderr, 'cases');
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
    const { reports, verdicts, begun } = await fuzzAll(run, targets);
    if (begun < targets.length)
      terminal.err(
        `natgrad-check: interrupted before ${targets.length - begun} of ${targets.length} rules\n`,
      );
    if (verdicts.length === 0 && run.interrupted() === undefined) {
      throw new UsageError(
        `${names.map(shown).join(', ')}: no file there holds a rule; "natgrad-check init my-rule.ts" writes one to start from`,
      );
    }
    // Nothing was run: an earlier report stays as it is.
    if (reports.length === 0 && run.interrupted() === undefined) return exitOf(run, verdicts);
    const report = composeReport(
      {
        seed,
        startedAt,
        rules: reports,
        cases: reports.map(() => casesOf(options)),
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

/** Which cases of each rule a run with these options makes. */
const casesOf = ({ runs, shard, loss, dimension, steps, contract, against }: FuzzOptions): RuleCases => ({
  runs,
  parts: [shard ? shard.index + 1 : 1],
  of: shard?.count ?? 1,
  options: {
    ...(loss !== undefined && { loss }),
    ...(dimension && { dimension: `${dimension.min}..${dimension.max}` }),
    ...(steps !== undefined && { steps: String(steps) }),
    ...(contract !== undefined && { contract: describePromise(contract) }),
    ...(against !== undefined && { against }),
  },
});

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
): Promise<{
  readonly reports: readonly RuleReport[];
  readonly verdicts: readonly (Verdict | 'unusable')[];
  /** How many rules it came to; all, unless it was interrupted. */
  readonly begun: number;
}> => {
  const { options } = run;
  const open = (): Executor => openPool(options.workers ?? availableParallelism(), limitsOf(options.timeout));
  const reports: RuleReport[] = [];
  const verdicts: (Verdict | 'unusable')[] = [];
  let shared: Executor | undefined;
  let begun = 0;
  for (const [position, target] of targets.entries()) {
    if (run.interrupted() !== undefined) break;
    begun++;
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
      if (outcome === 'skipped') continue;
      verdicts.push(outcome === 'unusable' ? outcome : outcome.verdict);
      if (outcome !== 'unusable') reports.push(outcome);
    } finally {
      if (executor !== shared) await executor.close();
    }
  }
  await shared?.close();
  return { reports, verdicts, begun };
};
