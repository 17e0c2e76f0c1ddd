import { availableParallelism } from 'node:os';
import pc from 'picocolors';
import { type ChosenFaults, chooseFaults } from '../../fault/choose.ts';
import { type Judges, openJudges } from '../../fault/judges.ts';
import { faultKindReport, type JudgedEntry } from '../../fault/matrix.ts';
import { openThreads } from '../../host/thread.ts';
import { plural } from '../../numbers.ts';
import { survivorsOf } from '../../report/killTally.ts';
import { loadSections, noParts, terminalLines } from '../../report/section.ts';
import type { FaultEntry } from '../../types/fault.ts';
import type { FaultKindReport, KillMatrix } from '../../types/report.ts';
import { openReportFolder } from '../folder/reportFolder.ts';
import { composeReport, writeReport } from '../folder/writeReport.ts';
import { exitCodes } from '../terminal/exit.ts';
import { type Interruption, interruption } from '../terminal/interruption.ts';
import { openProgress } from '../terminal/progress.ts';
import { complain, type Terminal } from '../terminal/terminal.ts';

/** Turns within which a fault has to be detected: the cases of each check that `fuzz` runs by default. */
const casesToDetect = 1000;

/** Turns within which a fault is looked for that claims no law: what the slowest faults take that claim theirs. */
const casesWithoutLaws = 100;

/** Which faults are judged, with which seeds, on how many cases of each check or claim. */
export interface FaultSelection {
  /** Names of kinds and of faults, separated by commas; all of them where it is `true`. */
  readonly banks: string | true;
  readonly seeds: readonly number[];
  readonly casesPerColumn: number;
  /** What shows a fault beside its verdict is looked for at every so many of them. */
  readonly signsEvery: number;
  readonly report: string;
}

/** Requests about one fault. */
const requestsPerEntry = 5;

/** Milliseconds after which Ctrl-C is noticed. */
const noticed = 50;

/**
 * Judges the seeded faults: each against each check and claim alone, the first refutation for each seed, what is left
 * of that without the laws that the fault claims, what shows it beside its verdict, and the minimal counterexample.
 *
 * @returns the exit code: 1 where a fault is refuted by nothing
 * @throws UsageError where a name is neither a kind nor a fault
 */
export const verifyFaults = async (selection: FaultSelection, terminal: Terminal): Promise<number> => {
  const { seeds, casesPerColumn } = selection;
  const seed = seeds[0]!;
  const startedAt = new Date();
  const chosen = await chooseFaults(selection.banks);
  const sections = await loadSections();
  const screen = { width: terminal.width, color: pc.isColorSupported };
  const faults = chosen.reduce((sum, { entries }) => sum + entries.length, 0);
  const total = requestsPerEntry * faults;
  const folder = openReportFolder(selection.report);
  const progress = openProgress(false, process.stderr, 'judgements');
  const interrupted = interruption();
  const judges = openJudges(Math.min(availableParallelism(), faults), openThreads);
  const watch = watchFor(interrupted);
  let done = 0;
  const count = (entry: string): void => progress.update(entry, ++done, total);
  const matrixOf = (banks: readonly FaultKindReport[]): KillMatrix => ({
    seeds,
    casesPerColumn,
    casesToDetect,
    casesWithoutLaws,
    banks,
  });
  try {
    terminal.out(`${plural(faults, 'seeded fault')}, ${plural(seeds.length, 'seed')} from ${seed}\n`);
    // Kinds are judged side by side, and printed in order.
    let printed: Promise<unknown> = Promise.resolve();
    const judgeKind = async (
      { kind, columns, entries }: ChosenFaults,
      before: Promise<unknown>,
    ): Promise<FaultKindReport> => {
      const judged = await Promise.all(
        entries.map((entry, i) => {
          const isLookedAt = i % selection.signsEvery === 0;
          const judged = judgeEntry({ judges, of: kind.name, entry, isLookedAt, count }, selection);
          return Promise.race([judged, watch.ended]);
        }),
      );
      const again = (entry: string): string => `npx natgrad-check verify --banks ${entry} --seed ${seed}`;
      const killed = faultKindReport(
        { name: kind.name, plural: kind.plural, columns },
        judged.filter((entry) => entry !== undefined),
        again,
      );
      await before;
      progress.clear();
      if (killed.entries.length > 0)
        for (const line of terminalLines(sections, { ...noParts, killMatrix: matrixOf([killed]) }, screen))
          terminal.out(`${line}\n`);
      return killed;
    };
    const kinds = await Promise.all(
      chosen.map((faults) => {
        const judging = judgeKind(faults, printed);
        printed = judging;
        return judging;
      }),
    );
    const killMatrix = matrixOf(kinds.filter(({ entries }) => entries.length > 0));
    const results = { seed, startedAt, killMatrix, interrupted: interrupted.happened() };
    await writeReport(composeReport(results, folder), folder);
    const fault = folder.fault();
    if (fault !== undefined) complain(terminal, fault);
    if (interrupted.happened() !== undefined) return exitCodes.interrupted;
    if (fault !== undefined) return exitCodes.usage;
    return kinds.some((kind) => survivorsOf(kind).length > 0) ? exitCodes.falsified : exitCodes.verified;
  } finally {
    watch.close();
    interrupted.close();
    folder.close();
    await judges.close();
  }
};

/** Settles when the user has pressed Ctrl-C. */
const watchFor = (interrupted: Interruption): { readonly ended: Promise<undefined>; close(): void } => {
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<undefined>((resolve) => {
    timer = setInterval(() => {
      if (interrupted.happened() !== undefined) resolve(undefined);
    }, noticed);
  });
  return { ended, close: () => clearInterval(timer) };
};

/** Everything about one fault; its requests are served in order, on as many threads as are free. */
const judgeEntry = async (
  {
    judges,
    of,
    entry,
    isLookedAt,
    count,
  }: {
    readonly judges: Judges;
    readonly of: string;
    readonly entry: FaultEntry;
    /** Whether anything but its verdict is. */
    readonly isLookedAt: boolean;
    readonly count: (entry: string) => void;
  },
  { seeds, casesPerColumn }: FaultSelection,
): Promise<JudgedEntry> => {
  const seed = seeds[0]!;
  const subject = { of, entry: entry.name };
  const counted = async <Answer>(asked: Promise<Answer>): Promise<Answer> => {
    const answer = await asked;
    count(entry.name);
    return answer;
  };
  const [row, smallest, withoutLaws, signs, detections] = await Promise.all([
    counted(judges.ask('row', { ...subject, seed, cases: casesPerColumn })),
    counted(judges.ask('smallest', { ...subject, seed, cases: casesToDetect })),
    counted(judges.ask('withoutLaws', { ...subject, seed, cases: casesWithoutLaws })),
    counted(isLookedAt ? judges.ask('signs', subject) : Promise.resolve(undefined)),
    counted(judges.ask('detect', { ...subject, seeds, cases: casesToDetect })),
  ]);
  return { entry, row, detections, smallest, withoutLaws, signs };
};
