import { type Content, html, type Markup } from '../markup.ts';
import { visibleLine } from '../visibleText.ts';
import { type PlotOptions, plot } from './svg/plot.ts';

/** Colours that are told apart with every kind of colour vision (Okabe and Ito, 2008), tuned to the theme. */
export const palette = [
  'var(--blue)',
  'var(--orange)',
  'var(--green)',
  'var(--purple)',
  'var(--sky)',
] as const;

/** The colour of series i. */
export const seriesColor = (index: number): string => palette[index % palette.length]!;

/** A name as the label of a tick or a mark. */
export const label = (text: string): string => visibleLine(text, 40);

/** A share as the text of a tick. */
export const percentTick = (share: number): string => `${Math.round(100 * share)}%`;

/** A plot as static SVG with its text for those who do not see it, and a caption. */
export const figure = (options: {
  /** What the plot shows, with its main figures. */
  readonly alt: string;
  readonly caption: Content;
  readonly plot: PlotOptions;
}): Markup => {
  const svg = plot(options.plot, { role: 'img', 'aria-label': options.alt });
  return html`<figure>${svg}<figcaption>${options.caption}</figcaption></figure>`;
};

/** A key to the colours of a plot, as part of its caption. */
export const key = (
  entries: readonly { readonly name: Content; readonly color: number; readonly dashed?: boolean }[],
): Markup =>
  html`<span class="key">${entries.map(
    ({ name, color, dashed }) =>
      html`<span><i class="swatch c${color % palette.length}${dashed && ' dashed'}"></i>${name}</span> `,
  )}</span>`;
