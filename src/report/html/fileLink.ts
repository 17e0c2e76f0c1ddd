import { html, type Markup } from '../markup.ts';

/** A link to a counterexample's file, where its path is one that stays below the report; else the path as text. */
export const fileLink = (path: string, text: string): Markup =>
  /^counterexamples(\/[\w-][\w.-]*)+\.json$/.test(path)
    ? html`<a href="${path}">${text}</a>`
    : html`<code>${path}</code>`;
