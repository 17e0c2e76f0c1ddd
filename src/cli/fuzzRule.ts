import { dirname, join } from 'node:path';
import { runCampaign } from '../fuzz/campaign.ts';
import type { CampaignEnd, FuzzEvent, Shard } from '../fuzz/campaignRun.ts';
import { containedCheck } from '../fuzz/containment.ts';
import { type CounterexampleOrigin, counterexampleOf, unshrunkFinding } from '../fuzz/counterexample.ts';
import { descentClass, windowedShare } from '../fuzz/descentClass.ts';
import type { DimensionRange } from '../fuzz/dimension.ts';
import { errorText } from '../fuzz/errorText.ts';
import { saysNoRule } from '../fuzz/noRule.ts';
import { openPool } from '../fuzz/pool.ts';
import { describePromise } from '../fuzz/promise.ts';
import type { Executor, Finding, LoadRequest } from '../fuzz/protocol.ts';
import { ruleReport } from '../fuzz/ruleReport.ts';
import { shown } from '../fuzz/unusable.ts';
import type { Counterexample, RuleReport } from '../types/report.ts';
import type { DescentPromise } from '../types/rule.ts';
import { fileNameOf } from './fileName.ts';
import { importPath } from './importPath.ts';
import { limitsOf } from './limits.ts';
import type { Progress } from './progress.ts';
import { counterexamplePath, type ReportFolder } from './reportFolder.ts';
import type { Target } from './targets.ts';
import type { Terminal } from './terminal.ts';
import { printRule } from './verdictLines.ts';

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

/** What the rules of one run of `fuzz` share. */
export interface FuzzRun {
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

/** Fuzzes one rule. @returns its report, or whether its file is unusable, or holds no rule and was found in a folder */
export const fuzzOne = async (
  run: FuzzRun,
  executor: Executor,
  target: Target,
  position: string,
): Promise<RuleReport | 'unusable' | 'skipped'> => {
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
          run.folder.stored({ name, file: target.file, folder: folderOf(run, name, target.file) }, (line) =>
            run.terminal.err(`natgrad-check: ${line}\n`),
          ),
        stop: () =>
          run.interrupted() ??
          (performance.now() > run.deadline ? 'stopped when its time was used up' : undefined),
        fresh: () => openPool(1, limitsOf(run.options.timeout)),
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
    const skipped = target.skippable && target.file !== null && saysNoRule(line, target.file);
    run.terminal.err(`natgrad-check: ${skipped ? 'skipped ' : ''}${line}\n`);
    return skipped ? 'skipped' : 'unusable';
  }
  const report = composedReport(
    ruleReport(
      end,
      { file: target.file, isolated: true, durationMs: Math.round(performance.now() - startedAt) },
      paths,
    ),
    target,
  );
  // What could not be stored cannot be replayed either.
  const replayable = run.folder.fault() === undefined ? run.counterexamples : new Map();
  printRule(report, replayable, { detailed: run.detailed, say: run.say, width: run.terminal.width });
  return report;
};

/** A fault of this program costs one rule, and is told in one line; the other rules go on. */
const withoutFaults = async (target: Target, campaign: () => Promise<CampaignEnd>): Promise<CampaignEnd> => {
  try {
    return await campaign();
  } catch (error) {
    const line = errorText(error).replace(/\n.*/s, '');
    return {
      kind: 'unusable',
      message: `${shown(target.file ?? 'a built-in rule')}: natgrad-check failed (${line}); please report it with the rule`,
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
      home: importPath(dirname(full), '.'),
      ...('generated' in target.rule && { generated: target.rule.generated }),
      ...(contract !== undefined && { contract: describePromise(contract) }),
      ...(against !== undefined && { against }),
      ...(lossFile !== undefined && { lossFile }),
      ...(check === containedCheck.id && { timeout: run.options.timeout }),
    },
    check,
    claim,
    seed: options.seed,
    path: full,
  };
};
