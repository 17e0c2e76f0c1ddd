import { join } from 'node:path';
import pc from 'picocolors';
import { quotedPath } from '../../errors.ts';
import { plural } from '../../numbers.ts';
import type { Remark } from '../../report/remarks/remark.ts';
import { remarksOf } from '../../report/remarks/remarks.ts';
import { loadSections, noParts, terminalLines } from '../../report/section.ts';
import type { Baseline, Counterexample, Report, RuleReport, TraitReport } from '../../types/report.ts';
import type { Verdict } from '../../types/verdict.ts';
import type { ReportFolder } from '../folder/reportFolder.ts';
import { fold, textWidth } from './fold.ts';
import { printable } from './printable.ts';

const marks: Readonly<Record<Verdict, string>> = {
  verified: '✓',
  falsified: '✗',
  inconclusive: '?',
  vacuous: '–',
};

const coloured = (verdict: Verdict, text: string): string => {
  if (verdict === 'verified') return pc.green(text);
  return verdict === 'falsified' ? pc.red(text) : pc.yellow(text);
};

/** Where and how much is said of a rule. */
export interface RuleScreen {
  /** Whether it has the screen to itself. */
  readonly detailed: boolean;
  /** Whether the laws are listed as well. */
  readonly verbose: boolean;
  readonly say: (text: string) => void;
  readonly width: number;
  /** Whether somebody watches: all that is known is then said at once, and what is found out later stands last. */
  readonly watched: boolean;
  /** Whether a rule fails in nothing but what an earlier report has: not told in red then. */
  readonly isKnown?: (rule: RuleReport) => boolean;
}

type Counterexamples = ReadonlyMap<string, Counterexample>;

/** Says in words what came of one rule. */
export const printRule = (report: RuleReport, counterexamples: Counterexamples, screen: RuleScreen): void => {
  printVerdict(report, counterexamples, screen);
  printRemarks(report, counterexamples, screen);
};

/** The verdict of a rule, the moment it stands, with its likely cause. */
export const printVerdict = (
  report: RuleReport,
  counterexamples: Counterexamples,
  screen: RuleScreen,
): void => {
  const { say } = screen;
  const width = textWidth(screen.width);
  const isKnown = screen.isKnown?.(report) ?? false;
  const mark = isKnown ? pc.yellow(marks.falsified) : coloured(report.verdict, marks[report.verdict]);
  say(`${mark} ${pc.bold(printable(report.name, 60))}${isKnown ? ', as in the baseline' : ''}\n`);
  // What it comes to, and the figures that it rests on.
  for (const part of report.summary.split(/; (?=[\d,]+ required checks?, [\d,]+ cases? in all)/))
    say(`  ${fold(printable(part, 900), width - 2, '  ')}\n`);
  if (report.verdict === 'falsified' && report.hint !== undefined) {
    say(`  ${fold(`likely cause: ${printable(report.hint, 300)}`, width - 2, '  ')}\n`);
  }
  if (screen.watched) printFindings(report, counterexamples, screen);
};

/** What a rule was looked at for once its verdict stood. Follows `printVerdict`. */
export const printRemarks = (
  report: RuleReport,
  counterexamples: Counterexamples,
  screen: RuleScreen,
): void => {
  const { detailed, verbose, say, watched } = screen;
  for (const remark of remarksOf(report)) {
    if (remark.isAside ? verbose : detailed || remark.isNotable)
      for (const line of remarkLines(remark, detailed, textWidth(screen.width))) say(`  ${line}\n`);
  }
  if (!watched) printFindings(report, counterexamples, screen);
};

/** The laws, what could not be looked at, and how to replay what falsifies a rule. */
const printFindings = (
  report: RuleReport,
  counterexamples: Counterexamples,
  { detailed, verbose, say, width: columns }: RuleScreen,
): void => {
  const width = textWidth(columns);
  const traits = traitsLine(report);
  if (verbose && traits !== '') say(`  ${fold(printable(traits, 4000), width - 2, '  ')}\n`);
  const calls = report.subject?.inFlight;
  if (verbose && calls !== undefined)
    say(
      `  ${fold(`asked at once: ${plural(calls, 'call')} of its runs beside each other (median)`, width - 2, '  ')}\n`,
    );
  const blind = notApplicableLine(report);
  if (detailed && blind !== '') say(`  ${fold(blind, width - 2, '  ')}\n`);
  const path =
    report.headline ??
    report.checks.find(({ required, counterexamples: [first] }) => required && first !== undefined)
      ?.counterexamples[0];
  const replay = path === undefined ? undefined : counterexamples.get(path)?.replay;
  if (report.verdict === 'falsified' && replay !== undefined) say(`  ${pc.dim(printable(replay, 2000))}\n`);
};

/** A remark under its mark; of one rule among many without what it rests on. */
const remarkLines = (
  { mark, text, details, code }: Remark,
  detailed: boolean,
  width: number,
): readonly string[] => [
  `${mark} ${fold(printable(text, 900), width - 4, '    ')}`,
  ...(detailed ? details.map((line) => `  ${fold(printable(line, 900), width - 4, '    ')}`) : []),
  ...(code === undefined ? [] : code.split('\n').map((line) => `    ${printable(line, 400)}`)),
];

/**
 * Which laws the rule obeys, each with the decided cases that say so: claimed ones are named as such, the page shows a
 * witness for each "no".
 */
const traitsLine = ({ traits }: RuleReport): string => {
  const of = (observed: TraitReport['observed']): string =>
    traits
      .filter((trait) => trait.observed === observed)
      .map(({ id, claimed, cases }) => `${id} (${claimed ? 'claimed, ' : ''}${plural(cases, 'case')})`)
      .join(', ');
  const parts = [
    ['obeys', of('yes')],
    ['does not obey', of('no')],
    ['undecided', of('undecided')],
  ] as const;
  return parts.flatMap(([name, ids]) => (ids === '' ? [] : [`${name}: ${ids}`])).join('; ');
};

/** What could not be looked at, with the reasons. */
const notApplicableLine = ({ notApplicable = [] }: RuleReport): string =>
  notApplicable.length === 0
    ? ''
    : `not applicable: ${notApplicable.map(({ check, reason }) => `${printable(check, 80)} (${printable(reason, 200)})`).join('; ')}`;

/** Which failures an earlier report has, which are new, and which it alone has. */
const printBaseline = (
  { file, known, fresh, fixed }: Baseline,
  say: (text: string) => void,
  width: number,
): void => {
  say(
    `beside ${quotedPath(file)}: ${fresh.length} new, ${plural(known.length, 'known failure')}, ${fixed.length} fixed\n`,
  );
  const rows = [
    ['new', fresh, pc.red],
    ['known', known, pc.yellow],
    ['fixed', fixed, pc.green],
  ] as const;
  for (const [word, failures, paint] of rows)
    for (const { rule, check, cause, sentence } of failures) {
      const text = `${word}: ${rule} · ${check} · ${cause}: ${sentence}`;
      say(`  ${fold(printable(text, 400), width - 2, '    ').replace(word, paint(word))}\n`);
    }
  say('\n');
};

/** The verdict table and where everything is. */
export const printEnd = async (
  report: Report,
  folder: ReportFolder,
  {
    quiet,
    say,
    width,
  }: { readonly quiet: boolean; readonly say: (text: string) => void; readonly width: number },
): Promise<void> => {
  if (quiet) return;
  const screen = { width: textWidth(width), color: pc.isColorSupported };
  const { rules, baseline } = report;
  const parts = { ...noParts, rules, ...(baseline && { baseline }) };
  const lines = terminalLines(await loadSections(), parts, screen);
  if (lines.length > 0) say(`\n${lines.map((line) => `${line}\n`).join('')}\n`);
  if (baseline) printBaseline(baseline, say, textWidth(width));
  const where =
    folder.fault() === undefined ? `report: ${quotedPath(join(folder.path, 'index.html'))}   ` : '';
  say(`${where}seed: ${report.seed}\n`);
};
