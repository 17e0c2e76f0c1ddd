import type { Report } from '../../types/report.ts';
import { copyable } from './copy.ts';
import { number } from './figures.ts';
import { html, type Markup } from './markup.ts';

/** How much of our own code the tests ran, with a link to the full listing. */
export const codeCoverageSection = ({ codeCoverage }: Report): Markup =>
  codeCoverage === undefined || codeCoverage === null
    ? html``
    : html`<section id="code-coverage" aria-labelledby="code-coverage-title"><h2 id="code-coverage-title">Code coverage</h2>
<dl class="facts">${(['lines', 'branches', 'functions', 'statements'] as const).map(
        (kind) => html`<div><dt>${kind}</dt><dd>${number(codeCoverage[kind])} %</dd></div>`,
      )}</dl><p><a href="coverage/index.html">The full listing, line by line</a></p></section>`;

/** Where and how the report was made, and how to make it again. */
export const environmentSection = (report: Report): Markup => {
  const { environment } = report;
  const facts: readonly (readonly [string, Markup | string])[] = [
    ['Started', environment.startedAt],
    ['Took', html`${number(report.durationMs / 1000)} s`],
    ['Seed', String(report.seed)],
    ['Node.js', environment.node],
    ['Platform', environment.platform],
    ['Cores', String(environment.cores)],
    ...Object.entries(environment.versions),
  ];
  return html`<section id="environment" aria-labelledby="environment-title"><h2 id="environment-title">Make it again</h2>
${copyable(`npx natgrad-check ${environment.command.map(shellWord).join(' ')}`, 'command that makes this report again')}
<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></section>`;
};

const shellWord = (word: string): string =>
  /^[\w./:=@,+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
