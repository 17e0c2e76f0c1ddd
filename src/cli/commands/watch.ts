import { randomInt } from 'node:crypto';
import { statSync } from 'node:fs';
import { relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { compareReports } from '../../comparison/compareReports.ts';
import { isThrown, quotedPath, SubjectError, UsageError } from '../../errors.ts';
import { codeOf } from '../../subject/code.ts';
import { localFiles } from '../../subject/localFiles.ts';
import type { Report } from '../../types/report.ts';
import { exitCodes } from '../terminal/exit.ts';
import { fold, textWidth } from '../terminal/fold.ts';
import { interruption } from '../terminal/interruption.ts';
import { printable } from '../terminal/printable.ts';
import { complain, type Terminal } from '../terminal/terminal.ts';
import { fuzz } from './fuzz.ts';
import { printsFile, subjectsOf } from './fuzzOptions.ts';
import { readReport } from './report.ts';

type TypedOptions = Parameters<typeof fuzz>[1];

/** Milliseconds between two looks at the files: a poll sees files that an editor replaces, on any file system. */
const betweenLooks = 200;

/**
 * Fuzzes rules, and again with the same seed whenever one of their files or what it imports changes; then says what changed in
 * the verdicts. Ends with Ctrl-C alone.
 *
 * @returns 130
 * @throws UsageError where an option makes no sense beside it, or no file is named; what `fuzz` throws at first
 */
export const watch = async (
  names: readonly string[],
  options: TypedOptions,
  terminal: Terminal,
): Promise<number> => {
  if (printsFile(options) || options.channel !== undefined || options.generate !== undefined)
    throw new UsageError(
      '--watch prints verdicts, of files: leave out --json, --reporter, --channel and --generate',
    );
  const seed = options.seed ?? randomInt(0x7fffffff);
  const interrupted = interruption();
  let earlier: Report | undefined;
  try {
    for (;;) {
      const files = await filesOf(names, options, seed);
      const before = stampsOf(files);
      try {
        if ((await fuzz(names, { ...options, seed }, terminal)) === exitCodes.interrupted)
          return exitCodes.interrupted;
        const now = readReport(options.report);
        if (earlier) terminal.out(`${changesText(earlier, now, textWidth(terminal.width))}\n`);
        earlier = now;
      } catch (error) {
        if (!earlier || !(isThrown(error, UsageError) || isThrown(error, SubjectError))) throw error;
        complain(terminal, error.message);
      }
      terminal.out(
        `watching ${files.length === 1 ? quotedPath(relative('', files[0]!)) : `${files.length} files`}; Ctrl-C ends\n`,
      );
      let changed: string | undefined;
      while (changed === undefined) {
        await Promise.race([setTimeout(betweenLooks), interrupted.whenHappened]);
        if (interrupted.happened() !== undefined) return exitCodes.interrupted;
        const now = stampsOf(files);
        changed = files.find((file) => now.get(file) !== before.get(file));
      }
      terminal.out(`\n${quotedPath(relative('', changed))} changed\n`);
    }
  } finally {
    interrupted.close();
  }
};

/** The files of the rules, of the loss and of the reference, with what they import. @throws UsageError where there are none */
const filesOf = async (
  names: readonly string[],
  options: TypedOptions,
  seed: number,
): Promise<readonly string[]> => {
  const subjects = names.length === 0 ? [] : await subjectsOf(names, { ...options, shard: undefined }, seed);
  const own = subjects.flatMap(({ subject }) => codeOf(subject).files);
  const beside = [options.loss, options.against].filter((name) => name !== undefined);
  const files = localFiles([...own, ...beside]);
  if (files.length === 0) throw new UsageError('--watch: name a file of a rule, to be watched');
  return files;
};

/** What tells a file from what it was: when it was written, its size, and which file it is. */
const stampsOf = (files: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    files.map((file) => {
      const stats = statSync(file, { throwIfNoEntry: false });
      return [file, stats ? `${stats.mtimeMs} ${stats.size} ${stats.ino}` : 'gone'];
    }),
  );

/** What changed in the verdicts from one run to the next. */
export const changesText = (before: Report, after: Report, width: number): string => {
  const { rules } = compareReports({ name: 'before', report: before }, { name: 'after', report: after });
  const lines = rules.flatMap((rule) => {
    const rows = rule.rows.filter(({ isJudged, change }) => isJudged && change !== 'same');
    if (rule.rows.length > 0 && rows.length === 0) return [];
    const said =
      rule.rows.length === 0
        ? [rule.before === null ? 'is new' : 'is gone']
        : rows.map((row) => `${row.about} ${row.before} → ${row.after}`);
    return [fold(printable(`${rule.name}: ${said.join('; ')}`, 900), width, '  ')];
  });
  return lines.length === 0
    ? 'nothing changed in the verdicts'
    : ['since the last run:', ...lines].join('\n');
};
