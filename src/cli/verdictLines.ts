import { join } from 'node:path';
import pc from 'picocolors';
import { shown } from '../fuzz/unusable.ts';
import { renderTable } from '../report/terminal.ts';
import type { Counterexample, Report, RuleReport, TraitReport } from '../types/report.ts';
import type { Verdict } from '../types/verdict.ts';
import type { ReportFolder } from './reportFolder.ts';

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

/** Folds text at blanks to a width; lines behind the first are indented. */
export const fold = (text: string, width: number, indent: string): string => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const room = lines.length === 0 ? width : width - indent.length;
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((text_, i) => (i === 0 ? text_ : `${indent}${text_}`)).join('\n');
};

/** Text of a rule on one line, without control characters and of bounded length. */
export const printable = (text: string, longest: number): string => {
  const plain = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain;
};

/** Text is folded to the terminal, within reason. */
const textWidth = (columns: number): number => Math.max(40, Math.min(columns, 100));

/** Says in words what came of one rule, the moment it is known. */
export const printRule = (
  report: RuleReport,
  counterexamples: ReadonlyMap<string, Counterexample>,
  {
    detailed,
    say,
    width: columns,
  }: { readonly detailed: boolean; readonly say: (text: string) => void; readonly width: number },
): void => {
  const width = textWidth(columns);
  const mark = coloured(report.verdict, marks[report.verdict]);
  say(`${mark} ${pc.bold(printable(report.name, 60))}\n`);
  say(`  ${fold(printable(report.summary, 900), width - 2, '  ')}\n`);
  if (report.verdict === 'falsified' && report.hint !== undefined) {
    say(`  ${fold(`likely cause: ${printable(report.hint, 300)}`, width - 2, '  ')}\n`);
  }
  const traits = traitsLine(report);
  if (detailed && traits !== '') say(`  ${fold(traits, width - 2, '  ')}\n`);
  const path = report.checks.find(({ required, counterexamples: [first] }) => required && first !== undefined)
    ?.counterexamples[0];
  const replay = path === undefined ? undefined : counterexamples.get(path)?.replay;
  if (report.verdict === 'falsified' && replay !== undefined) say(`  ${pc.dim(replay)}\n`);
};

/** Which laws the rule obeys: claimed ones are named as such, the page shows a witness for each "no". */
const traitsLine = ({ traits }: RuleReport): string => {
  const of = (observed: TraitReport['observed']): string =>
    traits
      .filter((trait) => trait.observed === observed)
      .map(({ id, claimed }) => (claimed ? `${id} (claimed)` : id))
      .join(', ');
  const parts = [
    ['obeys', of('yes')],
    ['does not obey', of('no')],
    ['undecided', of('undecided')],
  ] as const;
  return parts.flatMap(([name, ids]) => (ids === '' ? [] : [`${name}: ${ids}`])).join('; ');
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
  if (report.rules.length > 0)
    say(`\n${renderTable(report, { width: textWidth(width), color: pc.isColorSupported })}\n`);
  const where = folder.fault() === undefined ? `report: ${shown(join(folder.path, 'index.html'))}   ` : '';
  say(`${where}seed: ${report.seed}\n`);
};
