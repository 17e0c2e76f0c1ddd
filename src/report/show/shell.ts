import { page } from '../html/page.ts';
import { type Content, html, longText, type Markup, trusted } from '../markup.ts';
import { strokeOf } from './drawing.ts';
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

/** Data of a page as a script that is none: no text in it can end it. */
export const data = (id: string, value: unknown): Markup =>
  trusted(
    `<script type="application/json" id="${id}">${JSON.stringify(value).replaceAll('<', '\\u003c')}</script>`,
  );

/** A table of what is drawn, a row each, of which one is selected; code fills its fields. */
export const subjectTable = (
  label: string,
  kind: string,
  names: readonly string[],
  fields: Readonly<Record<string, string>>,
): Markup =>
  html`<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table class="subjects"><caption>At this step; the selected ${kind} is drawn in bold</caption><thead><tr><th scope="col">${kind}</th>${Object.values(fields).map((name) => html`<th scope="col" class="num">${name}</th>`)}</tr></thead><tbody>${names.map(
    (name, i) =>
      html`<tr data-series="${i}"><th scope="row"><label><input type="radio" name="subject" value="${i}"${i === 0 && trusted(' checked')}>${swatch(i)}<span>${longText(name, 60)}</span></label></th>${Object.keys(fields).map((field) => html`<td class="num" data-field="${field}"></td>`)}</tr>`,
  )}</tbody></table></div>`;

const swatch = (index: number): Markup =>
  trusted(
    `<svg width="22" height="8" aria-hidden="true"><path d="M0 4H22" stroke-width="3" ${strokeOf(index)}/></svg>`,
  );

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
