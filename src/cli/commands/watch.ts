import { randomInt } from 'node:crypto';
import { relative } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { compareReports } from '../../comparison/compareReports.ts';
import { isThrown, quotedPath, SubjectError, UsageError } from '../../errors.ts';
import { codeOf } from '../../subject/code.ts';
import { localFiles } from '../../subject/localFiles.ts';
import type { Report } from '../../types/report.ts';
import type { Asked } from '../configuration/configured.ts';
import { exitCodes } from '../terminal/exit.ts';
import { fold, textWidth } from '../terminal/fold.ts';
import { interruption } from '../terminal/interruption.ts';
import { printable } from '../terminal/printable.ts';
import { complain, type Terminal } from '../terminal/terminal.ts';
import { fuzz, type TypedOptions } from './fuzz.ts';
import { printsFile, subjectsOf } from './fuzzOptions.ts';
import { readReport } from './report.ts';
import { type WatchedFiles, watchFiles } from './watchFiles.ts';

/** Milliseconds that an editor is given to write the rest of its files. */
const settling = 50;

/**
 * Fuzzes rules, and again with the same seed whenever one of their files, what it imports or the configuration changes; then
 * says what changed in the verdicts. Ends with Ctrl-C alone.
 *
 * @param first what is asked for
 * @param again what is asked for by now, since the configuration may be another
 * @returns 130
 * @throws UsageError where an option makes no sense beside it, or no file is named; what `fuzz` throws at first
 */
export const watch = async (
  first: Asked<TypedOptions>,
  again: () => Promise<Asked<TypedOptions>>,
  terminal: Terminal,
): Promise<number> => {
  let { names, options } = first;
  refuseUnwatchable(options);
  const seed = options.seed ?? randomInt(0x7fffffff);
  const interrupted = interruption();
  let earlier: Report | undefined;
  let watched: WatchedFiles | undefined;
  /** Whether the configuration, as it stands, cannot be used: there is nothing to run then. */
  let isBroken = false;
  /** How many subjects have said in this run what they were loaded from. */
  let said = 0;
  const onLoaded = (files: readonly string[]): void => {
    said++;
    watched?.add(localFiles(files, 'python'));
  };
  try {
    let { files: entries, subjects } = await filesOf(names, options, seed);
    watched = await watchFiles(localFiles(entries, 'python'));
    for (;;) {
      try {
        said = 0;
        if (!isBroken) {
          if ((await fuzz(names, { ...options, seed, onLoaded }, terminal)) === exitCodes.interrupted)
            return exitCodes.interrupted;
          if (said > 0) {
            const now = readReport(options.report);
            if (earlier) terminal.out(`${changesText(earlier, now, textWidth(terminal.width))}\n`);
            earlier = now;
          }
        }
      } catch (error) {
        if (!earlier || !isUsers(error)) throw error;
        complain(terminal, error.message);
      }
      // Of what does not load, nobody says what it imports.
      if (!isBroken && said < subjects) watched.add(localFiles(entries, 'all'));
      const { files } = watched;
      terminal.out(
        `watching ${files.length === 1 ? quotedPath(relative('', files[0]!)) : `${files.length} files`}; Ctrl-C ends\n`,
      );
      const changed = await Promise.race([watched.whenChanged, interrupted.whenHappened]);
      if (changed === undefined || interrupted.happened() !== undefined) return exitCodes.interrupted;
      terminal.out(`\n${quotedPath(relative('', changed))} changed\n`);
      await setTimeout(settling);
      // What changes while the configuration is read again is seen as well.
      const before: WatchedFiles = watched;
      watched = await watchFiles(before.files);
      await before.close();
      try {
        const asked = await again();
        refuseUnwatchable(asked.options);
        ({ files: entries, subjects } = await filesOf(asked.names, asked.options, seed));
        watched.add(localFiles(entries, 'python'));
        ({ names, options } = asked);
        isBroken = false;
      } catch (error) {
        if (!isUsers(error)) throw error;
        complain(terminal, error.message);
        isBroken = true;
      }
    }
  } finally {
    interrupted.close();
    await watched?.close();
  }
};

const isUsers = (error: unknown): error is UsageError | SubjectError =>
  isThrown(error, UsageError) || isThrown(error, SubjectError);

/** @throws UsageError where an option makes no sense beside it */
const refuseUnwatchable = (
  options: Pick<TypedOptions, 'json' | 'reporter' | 'channel' | 'generate'>,
): void => {
  if (printsFile(options) || options.channel !== undefined || options.generate !== undefined)
    throw new UsageError(
      '--watch prints verdicts, of files: leave out --json, --reporter, --channel and --generate',
    );
};

/** The files of the rules, of the loss, of the reference and of the configuration, and the number of rules. @throws UsageError where there are none */
const filesOf = async (
  names: readonly string[],
  options: TypedOptions,
  seed: number,
): Promise<{ readonly files: readonly string[]; readonly subjects: number }> => {
  const subjects = names.length === 0 ? [] : await subjectsOf(names, { ...options, shard: undefined }, seed);
  const own = subjects.flatMap(({ subject }) => codeOf(subject).files);
  if (own.length === 0) throw new UsageError('--watch: name a file of a rule, to be watched');
  const beside = [options.loss, options.against, ...subjects.map(({ against }) => against)];
  const configuration = options.configuration ? localFiles([options.configuration.file], 'all') : [];
  const files = [...own, ...beside, ...configuration].filter((name) => name !== undefined);
  return { files, subjects: subjects.length };
};

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
