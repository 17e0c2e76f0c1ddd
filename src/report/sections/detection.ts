import pc from 'picocolors';
import { percent, plural, shortNumber } from '../../numbers.ts';
import type { FaultKindReport, KillMatrix } from '../../types/report.ts';
import { framed } from '../html/frame.ts';
import { isNamed, shownBy, shownLine, shownSentences, shownTally } from '../killSigns.ts';
import { killTally, missing, seenWithoutLaws, shareWithin, survives, survivorsOf } from '../killTally.ts';
import { plain, table } from '../markdown.ts';
import { html } from '../markup.ts';
import type { Section, SuiteCase } from '../section.ts';
import { visibleLine } from '../visibleText.ts';

/** What the suite catches: every seeded fault against everything that could refute it, and how fast it does. */
const detection: Section = {
  anchor: 'detection',
  title: 'Detection',
  rank: 60,
  present: ({ killMatrix }) => killMatrix !== undefined,
  html: async ({ killMatrix }) => {
    if (killMatrix === undefined) return html``;
    const { matrixParts } = await import('../html/drawing.ts');
    return framed('detection', 'What the suite catches', html`\n${matrixParts(killMatrix)}`);
  },
  markdown: ({ killMatrix }) => (killMatrix === undefined ? [] : paragraphs(killMatrix)),
  suites: ({ killMatrix }) =>
    (killMatrix?.banks ?? []).map((kind) => ({
      name: kind.noun,
      seconds: 0,
      cases: suiteCases(kind, killMatrix?.seeds ?? []),
    })),
  terminal: ({ killMatrix }, { color }) =>
    killMatrix === undefined ? [] : killMatrix.banks.flatMap((kind) => lines(kind, killMatrix, color)),
};

export default detection;

const figure = (count: number | null): string => (count === null ? '–' : shortNumber(count));

const paragraphs = (matrix: KillMatrix): readonly string[] => [
  '## What the suite catches',
  `Cases of each check or claim until one refutes the fault, over ${plural(matrix.seeds.length, 'seed')}.`,
  table(
    ['Kind', 'Refuted', 'Median', 'Worst', 'Seen without any claimed law'],
    matrix.banks.map((kind) => {
      const { entries, refuted, median, worst } = killTally([kind]);
      return [plain(kind.noun, 60), `${refuted}/${entries}`, figure(median), figure(worst), lawless(kind)];
    }),
  ),
  table(
    ['Kind', 'Fault', 'Median', 'Worst', 'Seen without any claimed law', 'Mostly refuted by'],
    matrix.banks.flatMap((kind) =>
      kind.entries.map((entry) => [
        plain(kind.bank, 60),
        `${plain(entry.name, 100)}${survives(entry) ? ' **not refuted**' : ''}`,
        figure(entry.detection.median),
        figure(entry.detection.worst),
        entry.withoutLaws === undefined ? '–' : entry.withoutLaws === null ? 'no' : 'yes',
        plain(commonest(entry.detection.first), 60),
      ]),
    ),
  ),
  ...signsParagraphs(matrix),
];

/** What shows each wrong rule: the verdict, a suspicion, the identity, or a comparison alone. */
const signsParagraphs = ({ banks }: KillMatrix): readonly string[] => {
  const rows = banks.flatMap((kind) =>
    kind.entries.flatMap((entry) => {
      const { name, signs } = entry;
      if (!signs) return [];
      const first = [true, false].map((claims) => shownBy(kind, entry, claims) ?? '–');
      const identity = isNamed(entry) ? plain(signs.called ?? signs.unnamed ?? '', 100) : '–';
      const suspicions = plain(signs.suspicions.join(', ') || '–', 200);
      return [[plain(name, 100), ...first, suspicions, identity, plain(signs.hiddenBy ?? '–', 200)]];
    }),
  );
  if (rows.length === 0) return [];
  return [
    ...shownSentences(banks).map((sentence) => plain(sentence, 600)),
    table(
      ['Fault', 'First shown by', 'Claiming no law', 'Suspicions', 'Identity', 'Hidden by the suggestion'],
      rows,
    ),
  ];
};

const lawless = (kind: FaultKindReport): string => {
  const { seen, entries } = seenWithoutLaws([kind]);
  return entries === 0 ? '–' : `${seen}/${entries}`;
};

const commonest = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts).sort(([, a], [, b]) => b - a)[0]?.[0] ?? '–';

const suiteCases = (kind: FaultKindReport, seeds: readonly number[]): readonly SuiteCase[] =>
  kind.entries.map((entry) => {
    const why = missing(entry, seeds);
    return {
      name: `${entry.name} is refuted`,
      classname: `banks.${kind.bank}`,
      verdict: why === undefined ? 'verified' : 'falsified',
      fails: true,
      message: why ?? '',
      details: entry.modelledOn,
    };
  });

/** Turns for which a line says which share of the faults of a kind they detect. */
const turns = [1, 10, 100] as const;

/** A line or two within 80 columns, and one for each fault that nothing refutes. */
const lines = (
  kind: FaultKindReport,
  { seeds, casesWithoutLaws }: KillMatrix,
  color: boolean,
): readonly string[] => {
  const { green, red, dim } = pc.createColors(color);
  const { entries, refuted, median, worst } = killTally([kind]);
  const survivors = survivorsOf(kind);
  const without = seenWithoutLaws([kind]);
  const mark = survivors.length === 0 ? green('✓') : red('✗');
  const name = visibleLine(kind.bank, 20).padEnd(13);
  const shares = turns.map((count) => `${percent(shareWithin(kind, count))} % within ${count}`).join(', ');
  const more = (text: string): string => dim(`  ${' '.repeat(13)} ${text}`);
  return [
    `${mark} ${name} ${refuted} of ${entries} refuted; cases to detection: median ${figure(median)}, worst ${figure(worst)}`,
    ...(entries > 1 ? [more(shares)] : []),
    ...(without.entries > 1
      ? [
          more(
            `${without.seen} of ${without.entries} without any law they claim, within ${casesWithoutLaws ?? 0}`,
          ),
        ]
      : []),
    ...signsLines(kind).map(more),
    ...survivors.map((entry) => red(`    ${visibleLine(entry.name, 50)}: ${missing(entry, seeds) ?? ''}`)),
  ];
};

/** What is the first to show them, where it is told of several. */
const signsLines = (kind: FaultKindReport): readonly string[] => {
  const shown = shownTally([kind], true);
  if (shown.of < 2) return [];
  return [`first: ${shownLine(shown)}`, `lawless: ${shownLine(shownTally([kind], false))}`];
};
