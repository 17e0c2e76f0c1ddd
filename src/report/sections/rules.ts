import { degrees, percent, plural, shortNumber } from '../../numbers.ts';
import type { CheckReport, Counterexample, Report, RuleReport } from '../../types/report.ts';
import { citedCounterexamples, citedKinds, counterexampleAt } from '../cited.ts';
import { budgetOf } from '../html/budget.ts';
import { framed } from '../html/frame.ts';
import { code, fence, plain, table } from '../markdown.ts';
import type { Remark } from '../remarks/remark.ts';
import { remarksOf } from '../remarks/remarks.ts';
import { ruleTable } from '../ruleTable.ts';
import type { Section, SuiteCase } from '../section.ts';
import { signOf, tally } from '../tally.ts';

/** All about each rule: its verdict, what broke it, its checks and traits, and what its cases look like together. */
const rulesSection: Section = {
  anchor: 'rules',
  title: 'Rules',
  rank: 20,
  present: ({ rules }) => rules.length > 0,
  html: async (report) => {
    const { ruleSection } = await import('../html/drawing.ts');
    const budget = budgetOf(report);
    return framed(
      'rules',
      'Rules',
      report.rules.map((_, index) => ruleSection(report, index, budget)),
    );
  },
  markdown: (report) => [
    markdownTable(report.rules),
    ...report.rules.filter((rule) => rule.verdict !== 'verified').map(ruleText),
    ...report.rules.flatMap(notApplicableText),
    ...report.rules.flatMap((rule) => remarksText(rule, report.rules.length === 1)),
    ...citedParagraphs(report),
  ],
  suites: (report) =>
    report.rules.map((rule) => ({
      name: rule.name,
      seconds: rule.durationMs / 1000,
      cases: suiteCases(report, rule),
    })),
  terminal: ({ rules, baseline }, screen) => (rules.length > 0 ? ruleTable(rules, screen, baseline) : []),
};

export default rulesSection;

const markdownTable = (rules: readonly RuleReport[]): string =>
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
      'Largest ψ of descending steps',
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

/** What else is said of a rule; of one among many, what asks for attention. */
const remarksText = (rule: RuleReport, isAlone: boolean): readonly string[] => {
  const remarks = remarksOf(rule).filter(({ isNotable }) => isAlone || isNotable);
  return remarks.length === 0
    ? []
    : [`**${plain(rule.name, 100)}:**\n\n${remarks.map((remark) => `- ${remarkText(remark)}`).join('\n')}`];
};

const remarkText = ({ mark, text, details, code: lines }: Remark): string =>
  [
    `${mark} ${[text, ...details].map((each) => plain(each, 1000)).join('; ')}`,
    ...(lines === undefined ? [] : [code(lines, 1000)]),
  ].join(' ');

/** What could not be looked at of a rule, with the reasons. */
const notApplicableText = ({ name, notApplicable = [] }: RuleReport): readonly string[] =>
  notApplicable.length === 0
    ? []
    : [
        `**${plain(name, 100)}**, not applicable: ${notApplicable.map(({ check, reason }) => `${plain(check, 100)} (${plain(reason, 300)})`).join('; ')}.`,
      ];

/** Cases of a kind that Markdown writes out; the others are counted, so that a job summary stays within its limit. */
const shownCounterexamples = 20;

/** What all rules cite, each kind under its heading: of laws that are not claimed and suspicions a line each. */
const citedParagraphs = (report: Report): readonly string[] =>
  citedKinds.flatMap(({ kind, title }) => {
    const all = report.rules.flatMap((rule) =>
      citedCounterexamples(rule)[kind].flatMap((path) => counterexampleAt(report, path) ?? []),
    );
    if (all.length === 0) return [];
    const more = all.length - shownCounterexamples;
    const shown = all.slice(0, shownCounterexamples);
    return [
      `## ${kind === 'failure' ? 'Counterexamples' : title}`,
      ...(kind === 'failure' || kind === 'exception'
        ? shown.map(counterexample)
        : [
            shown
              .map(
                (found) =>
                  `- ${plain(found.rule.name, 100)}, ${plain(found.check, 100)}: ${plain(found.sentence, 500)}`,
              )
              .join('\n'),
          ]),
      ...(more > 0 ? [`${plural(more, 'more counterexample')}: see report.json.`] : []),
    ];
  });

const counterexample = (found: Counterexample): string =>
  [
    `### ${plain(found.rule.name, 100)}: ${plain(found.check, 100)}`,
    plain(found.sentence, 2000),
    `Smallest case: ${plain(found.minimal.loss.family, 100)}, θ = (${found.minimal.theta.slice(0, 8).map(shortNumber).join(', ')}${
      found.minimal.theta.length > 8 ? ', …' : ''
    }), η = ${shortNumber(found.minimal.stepSize)}, ${plural(found.minimal.steps, 'step')}.`,
    fence(found.replay, 2000),
  ].join('\n\n');

/** A case for each check, and one for the verdict where no check explains it: a rule that cannot be run has none. */
const suiteCases = (report: Report, rule: RuleReport): readonly SuiteCase[] => {
  const cases = [
    ...rule.checks.map((check) => suiteCase(report, rule, check)),
    ...remarksOf(rule).map((remark) => remarkCase(rule, remark)),
  ];
  if (rule.checks.some(({ verdict, required }) => required && verdict === rule.verdict)) return cases;
  const { name, summary, verdict } = rule;
  return [
    ...cases,
    { name: 'verdict', classname: name, verdict, fails: true, message: summary, details: summary },
  ];
};

const remarkCase = (
  { name }: RuleReport,
  { about, text, details, code: lines, isNotable }: Remark,
): SuiteCase => ({
  name: about,
  classname: `${name}.remarks`,
  verdict: isNotable ? 'skipped' : 'noted',
  fails: false,
  message: text,
  details: [...details, ...(lines === undefined ? [] : [lines])].join('\n'),
});

const suiteCase = (report: Report, rule: RuleReport, check: CheckReport): SuiteCase => {
  const found = check.counterexamples.flatMap((path) => counterexampleAt(report, path) ?? []);
  const counts = `${check.refuted} of ${check.decided} decided cases refute it`;
  return {
    name: `${check.id}: ${check.claim}`,
    classname: `${rule.name}.${check.layer}`,
    verdict: check.verdict,
    fails: check.required,
    message: found[0]?.sentence ?? counts,
    details: [
      `${counts}; ${check.inconclusive} inconclusive, ${check.vacuous} vacuous`,
      ...found.flatMap(({ sentence, replay }) => [sentence, replay]),
    ].join('\n'),
  };
};
