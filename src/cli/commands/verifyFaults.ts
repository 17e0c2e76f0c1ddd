import { availableParallelism } from 'node:os';
import { type JudgedEntry, killBank } from '../fuzz/killMatrix.ts';
import { killLines } from '../report/killLines.ts';
import { survivorsOf } from '../report/killTally.ts';
import { plural } from '../report/tally.ts';
import type { BankEntry } from '../types/bank.ts';
import type { KillBank, KillMatrix } from '../types/report.ts';
import { type ChosenBank, chooseBanks } from './chooseBanks.ts';
import { exitCodes } from './exitCode.ts';
import { type Interruption, interruption } from './interruption.ts';
import { type Judges, openJudges } from './judges.ts';
import { openProgress } from './progress.ts';
import { openReportFolder } from './reportFolder.ts';
import type { Terminal } from './terminal.ts';
import { composeReport, writeReport } from './writeReport.ts';

/** Turns within which an entry has to be detected: the cases of each check that `fuzz` runs where nothing is said. */
const casesToDetect = 1000;

/** Turns within which an entry is looked for that claims no law: what the slowest entries take that claim theirs. */
const casesWithoutLaws = 100;

/** Which entries are judged, with which seeds, on how many cases of each check or claim. */
export interface BankSelection {
  /** Names of banks and of entries, separated by commas; everything where it is `true`. */
  readonly banks: string | true;
  readonly seeds: readonly number[];
  readonly casesPerColumn: number;
  readonly report: string;
}

/** Requests about one entry. */
const requestsPerEntry = 4;
/** Milliseconds after which Ctrl-C is noticed. */
const noticed = 50;

/**
 * Judges the banks of wrong things: each entry against each check and claim alone, the first refutation for each seed,
 * what is left of that without the laws that the entry claims, and the minimal counterexample.
 *
 * @returns the exit code: 1 where an entry is refuted by nothing
 * @throws UsageError where a name is neither a bank nor an entry
 */
export const verifyBanks = async (selection: BankSelection, terminal: Terminal): Promise<number> => {
  const { seeds, casesPerColumn } = selection;
  const seed = seeds[0]!;
  const startedAt = new Date();
  const chosen = await chooseBanks(selection.banks);
  const things = chosen.reduce((sum, { entries }) => sum + entries.length, 0);
  const total = requestsPerEntry * things;
  const folder = openReportFolder(selection.report);
  const progress = openProgress(false, process.stderr, 'judgements');
  const interrupted = interruption();
  const judges = openJudges(Math.min(availableParallelism(), things));
  const watch = watchFor(interrupted);
  let done = 0;
  const count = (entry: string): void => progress.update(entry, ++done, total);
  const matrixOf = (banks: readonly KillBank[]): KillMatrix => ({
    seeds,
    casesPerColumn,
    casesToDetect,
    casesWithoutLaws,
    banks,
  });
  try {
    terminal.out(`${plural(things, 'wrong thing')}, ${plural(seeds.length, 'seed')} from ${seed}\n`);
    // Banks are judged side by side, and printed in order.
    let printed: Promise<unknown> = Promise.resolve();
    const judgeBank = async (
      { bank, columns, entries }: ChosenBank,
      before: Promise<unknown>,
    ): Promise<KillBank> => {
      const judged = await Promise.all(
        entries.map((entry) =>
          Promise.race([judgeEntry(judges, bank.name, entry, selection, count), watch.ended]),
        ),
      );
      const again = (entry: string): string => `npx natgrad-check verify --banks ${entry} --seed ${seed}`;
      const { name, noun } = bank;
      const killed = killBank(
        { name, noun, columns },
        judged.filter((entry) => entry !== undefined),
        again,
      );
      await before;
      progress.clear();
      if (killed.entries.length > 0)
        for (const line of killLines(matrixOf([killed]))) terminal.out(`${line}\n`);
      return killed;
    };
    const banks = await Promise.all(
      chosen.map((bank) => {
        const judging = judgeBank(bank, printed);
        printed = judging;
        return judging;
      }),
    );
    const killMatrix = matrixOf(banks.filter(({ entries }) => entries.length > 0));
    const results = { seed, startedAt, killMatrix, interrupted: interrupted.happened() };
    await writeReport(composeReport(results, folder), folder);
    const fault = folder.fault();
    if (fault !== undefined) terminal.err(`natgrad-check: ${fault}\n`);
    if (interrupted.happened() !== undefined) return exitCodes.interrupted;
    if (fault !== undefined) return exitCodes.usage;
    return banks.some((bank) => survivorsOf(bank).length > 0) ? exitCodes.falsified : exitCodes.verified;
  } finally {
    watch.close();
    interrupted.close();
    folder.close();
    await judges.close();
  }
};

/** Settles when the person has pressed Ctrl-C. */
const watchFor = (interrupted: Interruption): { readonly ended: Promise<undefined>; close(): void } => {
  let timer: NodeJS.Timeout | undefined;
  const ended = new Promise<undefined>((resolve) => {
    timer = setInterval(() => {
      if (interrupted.happened() !== undefined) resolve(undefined);
    }, noticed);
  });
  return { ended, close: () => clearInterval(timer) };
};

/** Everything about one entry; its requests are served in order, on as many threads as are free. */
const judgeEntry = async (
  judges: Judges,
  bank: string,
  entry: BankEntry,
  { seeds, casesPerColumn }: BankSelection,
  count: (entry: string) => void,
): Promise<JudgedEntry> => {
  const seed = seeds[0]!;
  const subject = { bank, entry: entry.name };
  const counted = async <Answer>(asked: Promise<Answer>): Promise<Answer> => {
    const answer = await asked;
    count(entry.name);
    return answer;
  };
  const [row, smallest, withoutLaws, detections] = await Promise.all([
    counted(judges.ask('row', { ...subject, seed, cases: casesPerColumn })),
    counted(judges.ask('smallest', { ...subject, seed, cases: casesToDetect })),
    counted(judges.ask('withoutLaws', { ...subject, seed, cases: casesWithoutLaws })),
    counted(judges.ask('detect', { ...subject, seeds, cases: casesToDetect })),
  ]);
  return { entry, row, detections, smallest, withoutLaws };
};
