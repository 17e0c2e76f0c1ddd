import { shortNumber } from '../../numbers.ts';
import type { Report } from '../../types/report.ts';
import { number } from '../figures.ts';
import { copyable } from '../html/copy.ts';
import { framed } from '../html/frame.ts';
import { code, plain } from '../markdown.ts';
import { html, type Markup } from '../markup.ts';
import type { Section } from '../section.ts';

/** Where and how the report was made, and how to make it again. */
const environmentSection: Section = {
  anchor: 'environment',
  title: 'Environment',
  rank: 80,
  present: () => true,
  html: (report) =>
    framed(
      'environment',
      'Make it again',
      html`
${copyable(`npx natgrad-check ${commandAgain(report).map(shellWord).join(' ')}`, 'command that makes this report again')}
<dl class="facts">${factsOf(report).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`,
    ),
  markdown: (report) => [
    `natgrad-check ${plain(report.tool.version, 40)}, seed ${report.seed}, ${shortNumber(report.durationMs / 1000)} s. Again: ${code(
      `npx natgrad-check ${commandAgain(report).join(' ')}`,
      500,
    )}`,
  ],
};

export default environmentSection;

/** Commands that draw a seed, or have a usual one, where none is named. */
const seeded: ReadonlySet<string> = new Set(['fuzz', 'verify', 'experiment']);

/** The words that repeat the run, with the seed that it had. */
const commandAgain = ({ environment: { command }, seed }: Report): readonly string[] =>
  seeded.has(command[0] ?? '') && !command.some((word) => /^--seed(=|$)/.test(word))
    ? [...command.slice(0, 1), '--seed', String(seed), ...command.slice(1)]
    : command;

const factsOf = ({
  environment,
  durationMs,
  seed,
}: Report): readonly (readonly [string, Markup | string])[] => [
  ['Started', environment.startedAt],
  ['Took', html`${number(durationMs / 1000)} s`],
  ['Seed', String(seed)],
  ['Node.js', environment.node],
  ['Platform', environment.platform],
  ['Cores', String(environment.cores)],
  ...Object.entries(environment.versions),
];

const shellWord = (word: string): string =>
  /^[\w./:=@,+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
