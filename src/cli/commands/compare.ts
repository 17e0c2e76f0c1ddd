import { statSync } from 'node:fs';
import { join } from 'node:path';
import { compareReports, compareRules } from '../../comparison/compareReports.ts';
import { errorText, nearest, quotedPath, UsageError } from '../../errors.ts';
import type { Drawn } from '../../report/comparison/comparisonPage.ts';
import { stringifyReport } from '../../report/json.ts';
import type { Comparison } from '../../types/comparison.ts';
import type { Report, RuleReport } from '../../types/report.ts';
import { writeAtomically } from '../folder/files.ts';
import { comparisonLines } from '../terminal/comparisonLines.ts';
import { exitCodes } from '../terminal/exit.ts';
import { textWidth } from '../terminal/fold.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { readReportFile } from './report.ts';

/** Where a comparison goes besides the terminal. */
export interface CompareOptions {
  readonly json: boolean;
  /** Folder for the page and `comparison.json`. */
  readonly report?: string;
}

/**
 * Compares two reports, or two rules of one.
 *
 * @returns 1 where something that was judged got worse, else 0
 * @throws UsageError where a report cannot be read, or has no such rule
 */
export const compare = async (
  names: readonly string[],
  options: CompareOptions,
  terminal: Terminal,
): Promise<number> => {
  const { comparison, before, after } = comparedBy(names);
  if (options.report !== undefined) await writeComparison(options.report, comparison, [before, after]);
  if (options.json) terminal.out(stringifyReport(comparison));
  else {
    for (const line of comparisonLines(comparison, textWidth(terminal.width))) terminal.out(`${line}\n`);
    if (options.report !== undefined)
      terminal.out(`report: ${quotedPath(join(options.report, 'index.html'))}\n`);
  }
  return comparison.regressions > 0 ? exitCodes.falsified : exitCodes.verified;
};

interface Compared {
  readonly comparison: Comparison;
  /** The rules of each side, for the drawings. */
  readonly before: readonly RuleReport[];
  readonly after: readonly RuleReport[];
}

const comparedBy = (names: readonly string[]): Compared => {
  const [first, second, third, ...others] = names;
  if (first === undefined || second === undefined || others.length > 0)
    throw new UsageError('compare: name two reports, or one report and two of its rules');
  const before = readSide(first);
  if (third === undefined) {
    const after = readSide(second);
    const comparison = compareReports({ name: first, report: before }, { name: second, report: after });
    return { comparison, before: before.rules, after: after.rules };
  }
  const rules = [second, third].map((name) => ruleIn(before, name, first));
  const comparison = compareRules({ name: first, report: before }, rules[0]!, rules[1]!);
  return { comparison, before: [rules[0]!], after: [rules[1]!] };
};

/** A report by its file or its folder. */
const readSide = (typed: string): Report =>
  readReportFile(
    statSync(typed, { throwIfNoEntry: false })?.isDirectory() === true ? join(typed, 'report.json') : typed,
  );

const ruleIn = ({ rules }: Report, name: string, file: string): RuleReport => {
  const known = rules.map((rule) => rule.name);
  const rule = rules.find((one) => one.name === name);
  if (rule) return rule;
  const there = known.length === 0 ? 'it has no rules' : `there are ${known.slice(0, 40).join(', ')}`;
  throw new UsageError(`${quotedPath(file)}: has no rule "${name}"; ${nearest(name, known)}${there}`);
};

/** The page and what it is made of. @throws UsageError where the folder cannot be written */
const writeComparison = async (
  folder: string,
  comparison: Comparison,
  [before, after]: readonly [readonly RuleReport[], readonly RuleReport[]],
): Promise<void> => {
  const { comparisonPage } = await import('../../report/comparison/comparisonPage.ts');
  const statisticsOf = (rules: readonly RuleReport[], name: string): Drawn[0] | undefined =>
    (rules.length === 1 ? rules[0] : rules.find((rule) => rule.name === name))?.statistics;
  const drawn = new Map(
    comparison.rules.flatMap(({ name }, i): readonly (readonly [number, Drawn])[] => {
      const [a, b] = [statisticsOf(before, name), statisticsOf(after, name)];
      return a && b ? [[i, [a, b]]] : [];
    }),
  );
  try {
    writeAtomically(join(folder, 'comparison.json'), stringifyReport(comparison));
    writeAtomically(join(folder, 'index.html'), comparisonPage(comparison, drawn));
  } catch (error) {
    throw new UsageError(`--report: ${quotedPath(folder)} cannot be written (${errorText(error)})`);
  }
};
