import { number } from '../figures.ts';
import { framed } from '../html/frame.ts';
import { html } from '../markup.ts';
import type { Section } from '../section.ts';

const kinds = ['lines', 'branches', 'functions', 'statements'] as const;

/** How much of our own code the tests ran, with a link to the full listing. */
const codeCoverageSection: Section = {
  anchor: 'code-coverage',
  title: 'Code coverage',
  rank: 70,
  present: ({ codeCoverage }) => codeCoverage != null,
  html: ({ codeCoverage }) =>
    framed(
      'code-coverage',
      'Code coverage',
      html`
<dl class="facts">${kinds.map(
        (kind) => html`<div><dt>${kind}</dt><dd>${number(codeCoverage?.[kind] ?? null)} %</dd></div>`,
      )}</dl><p><a href="coverage/index.html">The full listing, line by line</a></p>`,
    ),
  markdown: () => [],
};

export default codeCoverageSection;
