import { degrees, exactNumber, percent, shortNumber } from '../numbers.ts';
import { html, type Markup } from './markup.ts';

const withExact = (shown: string, value: number): Markup => {
  const exact = exactNumber(value);
  return shown.replaceAll(',', '').replaceAll('−', '-') === exact
    ? html`${shown}`
    : html`<data value="${exact}">${shown}</data>`;
};

/** A number with sensible digits; the exact one is shown on demand. An en dash where there is none. */
export const number = (value: number | null): Markup =>
  value === null ? html`–` : withExact(shortNumber(value), value);

/** A share as per cent, with the exact share on demand. */
export const share = (value: number): Markup =>
  Number.isFinite(value) && value !== 0
    ? withExact(`${percent(value)} %`, value)
    : value === 0
      ? html`0 %`
      : html`–`;

/** An angle in degrees, with the exact one on demand. */
export const angle = (value: number | null): Markup =>
  value === null ? html`–` : withExact(degrees(value), value);

/** The residual risk: fewer than one in so many. */
export const risk = (value: number | null): Markup =>
  value === null ? html`–` : html`&lt; 1/${number(value)}`;

/** A vector on one line, its first entries and how many follow. */
export const vector = (values: readonly number[], shown: number): Markup =>
  html`(${values.slice(0, shown).map((value, i) => html`${i > 0 && ', '}${number(value)}`)}${
    values.length > shown && html`, … <span class="muted">${values.length - shown} more</span>`
  })`;
