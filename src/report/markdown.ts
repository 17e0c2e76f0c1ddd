import type { Counterexample, KillBank, KillMatrix, Report, RuleReport } from '../types/report.ts';
import { killTally, seenWithoutLaws, survives } from './killTally.ts';
import { degrees, percent, shortNumber } from './shortNumber.ts';
import { headline, plural, signOf, tally } from './tally.ts';
import { visibleLine, visibleText } from './visibleText.ts';

/** Counterexamples that are written out; the others are counted, so that a job summary stays within its limit. */
const shownCounterexamples = 20;

/** The report for the job summary of a CI run: the answer, a table of rules, each counterexample, the claims. */
export const renderMarkdown = (report: Report): string =>
  `${[
    `# ${headline(report)}`,
    ...(report.environment.interrupted
      ? [`**Ended early:** ${plain(report.environment.interrupted, 200)}`]
      : []),
    ...(report.environment.incomplete
      ? [`**Not all cases are in:** ${plain(report.environment.incomplete, 500)}`]
      : []),
    ...(report.rules.length > 0 ? [ruleTable(report.rules)] : []),
    ...report.rules.filter((rule) => rule.verdict !== 'verified').map(ruleText),
    ...counterexamples(report),
    ...(report.claims.length > 0 ? [claimTable(report)] : []),
    ...report.experiments.map(
      (experiment) =>
        `**${plain(experiment.id, 20)} ${plain(experiment.title, 200)}:** ${Object.entries(experiment.numbers)
          .map(
            ([name, value]) =>
              `${plain(name, 100)} ${typeof value === 'number' ? shortNumber(value) : plain(value, 100)}`,
          )
          .join(' · ')}`,
    ),
    ...(report.killMatrix ? killTables(report.killMatrix) : []),
    `natgrad-check ${plain(report.tool.version, 40)}, seed ${report.seed}, ${shortNumber(report.durationMs / 1000)} s. Again: ${code(
      `npx natgrad-check ${report.environment.command.join(' ')}`,
      500,
    )}`,
  ].join('\n\n')}\n`;

const ruleTable = (rules: readonly RuleReport[]): string =>
  table(
    [
      'Rule',
      'Verdict',
      'Checks',
      'Cases',
      'Inconclusive %',
      'Vacuous %',
      'Residual risk below',
      'κ* reached',
      'Largest angle',
    ],
    rules.map((rule) => {
      const { checks, passed, cases, inconclusive, vacuous, residualRisk } = tally(rule);
      const { largestConditionNumber, largestAngle } = rule.statistics;
      return [
        plain(rule.name, 100),
        `${signOf(rule.verdict)} ${rule.verdict}`,
        `${passed}/${checks}`,
        shortNumber(cases),
        percent(inconclusive),
        percent(vacuous),
        residualRisk === null ? '–' : `1/${shortNumber(residualRisk)}`,
        largestConditionNumber === null ? '–' : shortNumber(largestConditionNumber),
        largestAngle === null ? '–' : degrees(largestAngle),
      ];
    }),
  );

const ruleText = (rule: RuleReport): string =>
  `**${plain(rule.name, 100)}:** ${plain(rule.summary, 1000)}${rule.hint ? ` ${plain(rule.hint, 1000)}` : ''}`;

const counterexamples = (report: Report): readonly string[] => {
  const all = Object.values(report.counterexamples);
  if (all.length === 0) return [];
  const more = all.length - shownCounterexamples;
  return [
    '## Counterexamples',
    ...all.slice(0, shownCounterexamples).map(counterexample),
    ...(more > 0 ? [`${plural(more, 'more counterexample')}: see report.json.`] : []),
  ];
};

const counterexample = (found: Counterexample): string =>
  [
    `### ${plain(found.rule.name, 100)}: ${plain(found.check, 100)}`,
    plain(found.sentence, 2000),
    `Smallest case: ${plain(found.minimal.loss.family, 100)}, θ = (${found.minimal.theta.slice(0, 8).map(shortNumber).join(', ')}${
      found.minimal.theta.length > 8 ? ', …' : ''
    }), η = ${shortNumber(found.minimal.stepSize)}, ${plural(found.minimal.steps, 'step')}.`,
    fence(found.replay, 2000),
  ].join('\n\n');

const claimTable = (report: Report): string =>
  `## Claims\n\n${table(
    ['Claim', 'Statement', 'Verdict', 'Cases', 'Mutants refuted'],
    report.claims.map((claim) => [
      plain(claim.id, 60),
      plain(claim.claim, 400),
      `${signOf(claim.verdict)} ${claim.verdict}`,
      shortNumber(claim.cases),
      `${claim.mutants.filter((mutant) => mutant.refutedAfter !== null).length}/${claim.mutants.length}`,
    ]),
  )}`;

const killTables = (matrix: KillMatrix): readonly string[] => [
  '## What the suite catches',
  `Cases of each check or claim until one refutes the entry, over ${plural(matrix.seeds.length, 'seed')}.`,
  table(
    ['Bank', 'Refuted', 'Median', 'Worst', 'Seen without any claimed law'],
    matrix.banks.map((bank) => {
      const { entries, refuted, median, worst } = killTally([bank]);
      return [plain(bank.noun, 60), `${refuted}/${entries}`, figure(median), figure(worst), lawless(bank)];
    }),
  ),
  table(
    ['Bank', 'Entry', 'Median', 'Worst', 'Seen without any claimed law', 'Mostly refuted by'],
    matrix.banks.flatMap((bank) =>
      bank.entries.map((entry) => [
        plain(bank.bank, 60),
        `${plain(entry.name, 100)}${survives(entry) ? ' **not refuted**' : ''}`,
        figure(entry.detection.median),
        figure(entry.detection.worst),
        entry.withoutLaws === undefined ? '–' : entry.withoutLaws === null ? 'no' : 'yes',
        plain(commonest(entry.detection.first), 60),
      ]),
    ),
  ),
];

const lawless = (bank: KillBank): string => {
  const { seen, entries } = seenWithoutLaws([bank]);
  return entries === 0 ? '–' : `${seen}/${entries}`;
};

const figure = (count: number | null): string => (count === null ? '–' : shortNumber(count));

const commonest = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts).sort(([, a], [, b]) => b - a)[0]?.[0] ?? '–';

const table = (heading: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heading, heading.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** Text that Markdown shows as it is: no markup, link, mention, reference or HTML comes of it. */
const plain = (text: string, limit: number): string =>
  visibleLine(text, limit)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_[\]|~$]/g, '\\$&')
    .replace(/^(\s*)([-+=#]|\d+[.)](?=\s))/, '$1\\$2')
    .replace(/[@#]|:\/\/|www\./gi, (mark) => `${mark.slice(0, 1)}<!-- -->${mark.slice(1)}`);

const code = (text: string, limit: number): string => {
  const line = visibleLine(text, limit);
  const ticks = '`'.repeat(longestRun(line) + 1);
  return `${ticks} ${line} ${ticks}`;
};

const fence = (text: string, limit: number): string => {
  const shown = visibleText(text, limit);
  const ticks = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return `${ticks}sh\n${shown}\n${ticks}`;
};

const longestRun = (text: string): number =>
  Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
