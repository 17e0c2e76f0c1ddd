import { type Content, html, type Markup } from '../markup.ts';

/** A section of the page under its heading. */
export const framed = (anchor: string, heading: string, body: Content): Markup =>
  html`<section id="${anchor}" aria-labelledby="${anchor}-title"><h2 id="${anchor}-title">${heading}</h2>${body}</section>`;
