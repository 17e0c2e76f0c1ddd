import pc from 'picocolors';
import { quotedPath } from '../../errors.ts';
import { plural } from '../../numbers.ts';
import type { Change, ComparedRow, ComparedRule, Comparison } from '../../types/comparison.ts';
import { fold } from './fold.ts';
import { printable } from './printable.ts';

const signs: Readonly<Record<Change, string>> = { worse: '↘', better: '↗', other: '≠', same: '=' };

/** A comparison in lines: of one rule everything, of several what changed. @param width columns that are folded to */
export const comparisonLines = (comparison: Comparison, width: number): readonly string[] => {
  const { before, after, notes, rules, claims, regressions } = comparison;
  const isAlone = rules.length === 1;
  const shown = [...rules, ...claims].filter((rule) => isAlone || rowsOf(rule).length > 0 || isMissing(rule));
  const unchanged = rules.length + claims.length - shown.length;
  const worse = [...rules, ...claims].filter((rule) => rule.regressions > 0).map(({ name }) => name);
  const text = (line: string): string => fold(printable(line, 600), width, '  ');
  return [
    text(`before: ${quotedPath(before.name)} (seed ${before.seed}, version ${before.version})`),
    text(`after:  ${quotedPath(after.name)} (seed ${after.seed}, version ${after.version})`),
    ...notes.map((note) => text(`note: ${note}`)),
    '',
    ...shown.flatMap((rule) => ruleLines(rule, isAlone, width)),
    ...(unchanged > 0 ? [text(`= ${unchanged} unchanged`)] : []),
    '',
    regressions === 0
      ? pc.green('no regression')
      : fold(
          `${plural(regressions, 'regression')}: ${worse.map((name) => printable(name, 60)).join(', ')}`,
          width,
          '  ',
        ),
  ];
};

/** What of a rule is told where it is one of many: what was judged and changed, and what was measured and went one way. */
const rowsOf = ({ rows }: ComparedRule): readonly ComparedRow[] =>
  rows.filter(
    ({ change, isJudged, about }) =>
      change !== 'same' && (isJudged || about.startsWith('law ') || /frontier|loss fell/.test(about)),
  );

const isMissing = ({ before, after }: ComparedRule): boolean => before === null || after === null;

const ruleLines = (rule: ComparedRule, isAlone: boolean, width: number): readonly string[] => {
  const name = printable(rule.name, 100);
  if (isMissing(rule))
    return [
      `${pc.bold(name)}: ${rule.before === null ? 'only after' : 'only before'}, ${rule.before ?? rule.after}`,
    ];
  const isSame = ({ about, change }: ComparedRow): boolean =>
    change === 'same' && /^(check|law) /.test(about);
  const rows = isAlone ? rule.rows.filter((row) => !isSame(row)) : rowsOf(rule);
  const same = isAlone ? rule.rows.filter(isSame).length : 0;
  const widest = Math.max(...rows.map(({ about }) => about.length));
  return [
    pc.bold(name),
    ...rows.map((row) => {
      const { about, before, after, change, isJudged } = row;
      const values = before === after ? before : `${before} → ${after}`;
      const room = Math.max(20, width - widest - 6);
      const text = fold(printable(values, 600), room, '').replaceAll('\n', `\n${' '.repeat(widest + 6)}`);
      const line = `${printable(about, 100).padEnd(widest)}  ${text}`;
      const paint =
        change === 'worse' && isJudged
          ? pc.red
          : change === 'worse'
            ? pc.yellow
            : change === 'better'
              ? pc.green
              : pc.dim;
      return `  ${paint(signs[change])} ${line}`;
    }),
    ...(same > 0 ? [pc.dim(`  = ${plural(same, 'row')} of checks and laws the same`)] : []),
  ];
};
