import { page } from '../html/page.ts';
import { type Content, html, type Markup, trusted } from '../markup.ts';
import { showStyle } from './style.ts';

/** A figure that code fills, with a button that saves it as a picture and, where there are numbers, one for those. */
export const emptyFigure = (
  id: string,
  caption: Content,
  saves: 'svg' | 'svg and csv' = 'svg and csv',
): Markup =>
  html`<figure id="${id}"><div class="drawn"></div><figcaption>${caption} <span class="saves"><button type="button" data-save="svg" aria-label="Save ${id} as SVG">SVG</button>${
    saves === 'svg and csv' &&
    html` <button type="button" data-save="csv" aria-label="Save the numbers of ${id} as CSV">CSV</button>`
  }</span></figcaption></figure>`;

/** A slider with its name and what it stands at. */
export const slider = (
  id: string,
  name: Content,
  range: {
    readonly min: number;
    readonly max: number;
    readonly value: number;
    readonly step?: number | string;
  },
): Markup =>
  html`<p class="slider"><label for="${id}">${name} <output for="${id}" id="${id}-value"></output></label><input type="range" id="${id}" min="${range.min}" max="${range.max}" value="${range.value}" step="${range.step ?? 1}"></p>`;

/** A page with code, whole in itself. */
export const shownPage = (options: {
  readonly title: string;
  readonly links: readonly { readonly anchor: string; readonly name: string }[];
  readonly body: Content;
  readonly code: string;
}): string =>
  page({
    title: options.title,
    links: options.links,
    body: html`<style>${trusted(showStyle)}</style>${options.body}<noscript><p class="hint">This page is drawn by its own code; scripts are switched off here.</p></noscript>`,
    more: options.code,
  }).markup;
