import { plural } from '../../numbers.ts';
import type { Listing } from '../../types/report.ts';
import { html, type Markup } from '../markup.ts';

/** The code of a rule with the numbers of its lines; those that make an update are marked. */
export const listing = ({ file, text, from, total, update }: Listing, anchor: string): Markup => {
  const lines = text.split('\n');
  const isWhole = lines.length >= total;
  const where = isWhole ? plural(total, 'line') : `lines ${from}–${from + lines.length - 1} of ${total}`;
  return html`<details class="listing" id="${anchor}" open><summary>The rule, <code>${file}</code> <span class="muted">${where}${update && `; ${updateText(update)}`}</span></summary><pre tabindex="0" role="group" aria-label="Code of the rule"><code>${lines.map(
    (line, i) => {
      const isUpdate = update !== undefined && update.from <= from + i && from + i <= update.to;
      return html`<span data-n="${from + i}"${isUpdate && html` class="update"`}>${line}${i < lines.length - 1 && '\n'}</span>`;
    },
  )}</code></pre></details>`;
};

const updateText = ({ from, to }: NonNullable<Listing['update']>): string =>
  from === to ? `line ${from} makes the update` : `lines ${from}–${to} make the update`;

/** A link to the code, where it is on the page already. */
export const listingLink = (anchor: string): Markup =>
  html`<p class="muted"><a href="#${anchor}">The rule’s code</a> is beside its first case.</p>`;
