import { type Content, html, type Markup } from '../markup.ts';

/** A column: its heading, and whether it holds numbers, which stand right and sort by value. */
export interface Column {
  readonly title: Content;
  readonly numeric?: boolean;
}

/** A cell: what it shows, and what it sorts by where that is something else. */
export type Cell = Markup | string | { readonly content: Content; readonly sort: number | string };

/** A table that sorts by each column; the first cell of a row is its heading. */
export const sortableTable = (options: {
  readonly caption: Content;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}): Markup => html`<div class="scroll" tabindex="0" role="group" aria-label="Table: ${options.caption}">
<table class="sortable"><caption>${options.caption}</caption><thead><tr>${options.columns.map(
  ({ title, numeric }) =>
    html`<th scope="col"${numeric && html` class="num"`}><button type="button">${title}</button></th>`,
)}</tr></thead>
<tbody>${options.rows.map((row) => html`<tr>${row.map((cell, i) => tableCell(cell, i, options.columns[i]?.numeric))}</tr>\n`)}</tbody></table></div>`;

const tableCell = (cell: Cell, index: number, numeric: boolean | undefined): Markup => {
  const [content, sort] =
    typeof cell === 'object' && 'sort' in cell ? [cell.content, cell.sort] : [cell, undefined];
  const attributes = html`${numeric && html` class="num"`}${sort !== undefined && html` data-sort="${String(sort)}"`}`;
  return index === 0
    ? html`<th scope="row"${attributes}>${content}</th>`
    : html`<td${attributes}>${content}</td>`;
};
