import pc from 'picocolors';
import { functionLines, measureText, pieceCount, problemText, valueText } from '../../hunt/describe.ts';
import { inDigits, plural } from '../../numbers.ts';
import type { HuntWords } from '../../report/hunt/huntPage.ts';
import type { HuntFile } from '../../types/hunt.ts';
import { printable } from './printable.ts';

/** Text on lines of at most so many columns, the later ones indented; blanks at the start stay. */
const wrapped = (text: string, columns: number, indent: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<=\S) /)) {
    if (line !== '' && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = `${' '.repeat(indent)}${word.trimStart()}`;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
};

/** What is said of a find, on the terminal as on its page. */
export const huntWords = (file: HuntFile): HuntWords => {
  const { problem, found, exact } = file;
  return {
    problem: problemText(problem),
    measured: measureText(problem),
    found: foundText(file),
    exact: exact ? `${valueText(problem, exact.value)} = ${exact.formula} (${exact.source})` : undefined,
    function: functionLines(problem, found),
  };
};

/** What a hunt found, as lines of at most so many columns. */
export const huntLines = (file: HuntFile, width: number): readonly string[] => {
  const { rule, problem, found, evaluations, restarts, faults, original } = file;
  const words = huntWords(file);
  const columns = Math.max(60, width);
  const say = (name: string, text: string): readonly string[] =>
    wrapped(`  ${name.padEnd(8)} ${text}`, columns, 11);
  const lines = [
    pc.bold(printable(`${rule.name}: ${problem.goal}`, columns)),
    ...wrapped(`  ${words.problem}`, columns, 2),
    '',
    ...say('measured', words.measured),
    ...say('found', words.found),
    ...(words.exact === undefined ? [] : say('exact', words.exact)),
    ...say(
      'search',
      `evaluation ${found.evaluation.toLocaleString('en')} of ${evaluations.toLocaleString('en')}, ${plural(restarts, 'restart')}` +
        (faults > 0 ? `; the code of the rule was at fault in ${faults.toLocaleString('en')}` : ''),
    ),
    '',
    ...words.function.map((line) => `  ${line}`),
    '',
    ...wrapped(
      `  ${plural(pieceCount(found), 'piece')}${found.value === original ? '' : `; ${valueText(problem, original)} before it was made simpler${shareText(file, original)}`}. A lower bound on the worst case: for the rule as it runs in doubles, on a function with exact facts.`,
      columns,
      2,
    ),
  ];
  return lines;
};

/** How much of the exact worst case a value is. */
const shareText = ({ exact }: HuntFile, value: number): string =>
  exact ? `, ${inDigits((100 * value) / exact.value, 4)} % of the exact value` : '';

const foundText = (file: HuntFile): string => {
  const { problem, found } = file;
  const value = `${valueText(problem, found.value)}${shareText(file, found.value)}`;
  if (problem.goal !== 'cycle') return value;
  if (found.cycle === undefined) return 'no cycle';
  const when = `of period ${found.period} from step ${found.after} on, with ${value}`;
  return found.cycle === 'proved'
    ? `a cycle ${when}; the whole state recurs bit for bit`
    : `a cycle ${when}; θ recurs within 64 units in the last place over 10,000 further steps: seen, not proved`;
};
