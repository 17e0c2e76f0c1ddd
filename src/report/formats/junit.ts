import type { Format } from '../format.ts';
import { type Suite, type SuiteCase, sectionsOf } from '../section.ts';
import { headline } from '../tally.ts';
import { visibleText } from '../visibleText.ts';

/**
 * The report as JUnit XML: the suites of all sections. What is falsified and required is a failure; what is
 * inconclusive or vacuous is skipped, never passed.
 */
const junit: Format = {
  file: 'junit.xml',
  rank: 30,
  render: async (report) => {
    const sections = await sectionsOf(report);
    const suites = sections.flatMap((section) => section.suites?.(report) ?? []);
    const { incomplete } = report.environment;
    const name = `natgrad-check: ${headline(report)}${incomplete === undefined ? '' : `; ${incomplete}`}`;
    const totals = countsOf(suites.flatMap(({ cases }) => cases));
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites${attributes({ name, ...totals, time: report.durationMs / 1000 })}>`,
      ...suites.flatMap(suiteLines),
      '</testsuites>',
      '',
    ].join('\n');
  },
};

export default junit;

/** What is neither passed nor failed. */
const skipping: ReadonlySet<SuiteCase['verdict']> = new Set(['inconclusive', 'vacuous', 'skipped']);

const countsOf = (
  cases: readonly SuiteCase[],
): { readonly tests: number; readonly failures: number; readonly skipped: number } => ({
  tests: cases.length,
  failures: cases.filter(({ verdict, fails }) => verdict === 'falsified' && fails).length,
  skipped: cases.filter(({ verdict }) => skipping.has(verdict)).length,
});

const suiteLines = ({ name, seconds, cases }: Suite): readonly string[] => {
  const { tests, failures, skipped } = countsOf(cases);
  return [
    `  <testsuite${attributes({ name, tests, failures, errors: 0, skipped, time: seconds })}>`,
    ...cases.map(
      (entry) =>
        `    <testcase${attributes({ name: entry.name, classname: entry.classname })}>${body(entry)}</testcase>`,
    ),
    '  </testsuite>',
  ];
};

const body = ({ verdict, fails, message, details }: SuiteCase): string => {
  switch (verdict) {
    case 'verified':
      return '';
    case 'falsified':
      return fails
        ? `<failure${attributes({ message, type: 'falsified' })}>${content(details)}</failure>`
        : `<system-out>${content(message)}\n${content(details)}</system-out>`;
    case 'noted':
      return `<system-out>${content(message)}\n${content(details)}</system-out>`;
    case 'skipped':
      return `<skipped${attributes({ message })}/>`;
    case 'inconclusive':
    case 'vacuous':
      return `<skipped${attributes({ message: `${verdict}: ${message}` })}/>`;
    default:
      return verdict satisfies never;
  }
};

const attributes = (values: Readonly<Record<string, string | number>>): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${content(String(value)).replace(/[\n\t]/g, ' ')}"`)
    .join('');

/** Longer texts are cut; a test runner's page is no place for a megabyte. */
const textLimit = 5000;

const content = (text: string): string =>
  visibleText(text, textLimit)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
