import pc from 'picocolors';
import { degrees, percent, shortNumber } from '../numbers.ts';
import type { Baseline, RuleReport } from '../types/report.ts';
import type { Verdict } from '../types/verdict.ts';
import type { Screen } from './section.ts';
import { signOf, tally } from './tally.ts';
import { visibleLine } from './visibleText.ts';

interface Column {
  readonly title: string;
  readonly width: number;
  readonly align: 'left' | 'right';
  /** Columns of the highest rank go first where the terminal is narrow. */
  readonly rank: number;
  cell(rule: RuleReport): string;
}

const columns: readonly Column[] = [
  {
    title: 'verdict',
    width: 14,
    align: 'left',
    rank: 0,
    cell: (rule) => `${signOf(rule.verdict)} ${rule.verdict}`,
  },
  {
    title: 'checks',
    width: 6,
    align: 'right',
    rank: 1,
    cell: (rule) => `${tally(rule).passed}/${tally(rule).checks}`,
  },
  { title: 'cases', width: 7, align: 'right', rank: 2, cell: (rule) => shortNumber(tally(rule).cases) },
  { title: 'inc%', width: 4, align: 'right', rank: 4, cell: (rule) => percent(tally(rule).inconclusive) },
  { title: 'vac%', width: 4, align: 'right', rank: 5, cell: (rule) => percent(tally(rule).vacuous) },
  { title: 'risk <', width: 7, align: 'right', rank: 3, cell: (rule) => risk(tally(rule).residualRisk) },
  {
    title: 'κ* max',
    width: 6,
    align: 'right',
    rank: 7,
    cell: (rule) => size(rule.statistics.largestConditionNumber),
  },
  {
    title: 'ψ max °',
    width: 8,
    align: 'right',
    rank: 6,
    cell: (rule) => angle(rule.statistics.largestAngle),
  },
];

const risk = (value: number | null): string => (value === null ? '–' : `1/${shortNumber(value)}`);
const size = (value: number | null): string => (value === null ? '–' : compact(value));
const angle = (value: number | null): string => (value === null ? '–' : belowRight(value));

/** In degrees; so near to a right angle that the gap would not show, as the gap below it. */
const belowRight = (value: number): string => {
  const gap = Math.abs(90 - value);
  if (gap >= 1e-3 || gap === 0) return degrees(value).replace('°', '');
  return `90${value < 90 ? '−' : '+'}${gap.toExponential(0)}`;
};
const compact = (value: number): string =>
  Number.isFinite(value) && value >= 1e4 ? value.toExponential(1).replace('e+', 'e') : shortNumber(value);

/**
 * The verdict table at the end of a run, a line for each rule: verdict, checks passed, cases, inconclusive and vacuous
 * shares, residual risk, largest κ* and largest angle. No line is wider than the terminal; columns go where there
 * is no room, and long names are cut.
 */
export const ruleTable = (
  rules: readonly RuleReport[],
  screen: Screen,
  baseline?: Baseline,
): readonly string[] => {
  const colors = pc.createColors(screen.color);
  const paint: Readonly<Record<Verdict, (text: string) => string>> = {
    verified: colors.green,
    falsified: colors.red,
    inconclusive: colors.yellow,
    vacuous: colors.yellow,
  };
  const names = rules.map((rule) => visibleLine(rule.name, 200));
  const shown = columnsWithin(screen.width - leastName - 1);
  const room = screen.width - shown.reduce((total, column) => total + column.width + 1, 0);
  const wanted = Math.max(4, ...names.map(displayWidth));
  const nameWidth = Math.max(1, Math.min(wanted, room));
  const heading = [
    pad('rule', nameWidth, 'left'),
    ...shown.map(({ title, width, align }) => pad(title, width, align)),
  ];
  const lines = rules.map((rule, index) => {
    const cells = shown.map((column) => {
      const cell = pad(column.cell(rule), column.width, column.align);
      if (column.title !== 'verdict') return cell;
      return isKnown(rule, baseline)
        ? colors.yellow(pad('✗ known', column.width, 'left'))
        : paint[rule.verdict](cell);
    });
    return [pad(names[index]!, nameWidth, 'left'), ...cells].join(' ').trimEnd();
  });
  return [colors.bold(heading.join(' ').trimEnd()), ...lines];
};

/** Whether a rule fails in nothing but what an earlier report has. */
const isKnown = ({ name, verdict }: RuleReport, baseline: Baseline | undefined): boolean =>
  baseline !== undefined && verdict === 'falsified' && !baseline.fresh.some(({ rule }) => rule === name);

/** The least room that a rule's name gets before a column goes. */
const leastName = 12;

const columnsWithin = (width: number): readonly Column[] => {
  let shown = columns;
  const total = (): number => shown.reduce((sum, column) => sum + column.width + 1, -1);
  while (shown.length > 1 && total() > width) {
    const last = Math.max(...shown.map((column) => column.rank));
    shown = shown.filter((column) => column.rank !== last);
  }
  return shown;
};

const pad = (text: string, width: number, align: 'left' | 'right'): string => {
  const cut = displayWidth(text) <= width ? text : `${cutTo(text, width - 1)}…`;
  const space = ' '.repeat(Math.max(0, width - displayWidth(cut)));
  return align === 'left' ? cut + space : space + cut;
};

const cutTo = (text: string, width: number): string => {
  let cut = '';
  for (const { segment } of graphemes.segment(text)) {
    if (displayWidth(cut + segment) > width) break;
    cut += segment;
  }
  return cut;
};

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]|\ufe0f/u;

/** Columns of a terminal that a text takes: two for East Asian wide characters and emoji, none for marks alone. */
const displayWidth = (text: string): number => {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += wide.test(segment) ? 2 : /^[\p{M}\p{Cf}]+$/u.test(segment) ? 0 : 1;
  }
  return width;
};
