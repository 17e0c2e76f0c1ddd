import * as Plot from '@observablehq/plot';
import { type Content, html, type Markup, trusted } from '../markup.ts';
import { visibleLine } from '../visibleText.ts';
import { SvgElement, svgDocument, svgText } from './svgDocument.ts';

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

const document = svgDocument();

/** A name as the label of a tick or a mark. */
export const label = (text: string): string => visibleLine(text, 40);

/** A plot as static SVG with its text for those who do not see it, and a caption. */
export const figure = (options: {
  /** What the plot shows, with its main figures. */
  readonly alt: string;
  readonly caption: Content;
  readonly plot: Plot.PlotOptions;
  /** Whether it is as wide as the page. */
  readonly wide?: boolean;
}): Markup => {
  const svg = Plot.plot({ document, className: 'plot', ...options.plot });
  return html`<figure${options.wide === true && html` class="wide"`}>${drawing(svg, options.alt)}<figcaption>${options.caption}</figcaption></figure>`;
};

/** Coordinates are rounded to a hundredth of a pixel. */
const isCoordinate = (name: string): boolean =>
  /^(d|transform|[xy][12]?|width|height|r|cx|cy|points)$/.test(name);

const rounded = (value: string): string =>
  value.replace(/-?\d+\.\d{3,}(e-?\d+)?/g, (digits) => String(Number(Number(digits).toFixed(2))));

/** Leaves the words to the alternative text, and the style to that of the page. */
const drawing = (svg: SvgElement, alt: string): Markup => {
  for (const child of [...svg.childNodes])
    if (child instanceof SvgElement && child.localName === 'style') svg.removeChild(child);
  svg.setAttribute('role', 'img');
  const text = svgText(svg, (name, value) => {
    if (name.startsWith('aria-')) return undefined;
    return isCoordinate(name) ? rounded(value) : value;
  });
  return trusted(text.replace('<svg', () => html`<svg aria-label="${alt}"`.markup));
};

/** A key to the colours of a plot, as part of its caption. */
export const key = (
  entries: readonly { readonly name: Content; readonly color: number; readonly dashed?: boolean }[],
): Markup =>
  html`<span class="key">${entries.map(
    ({ name, color, dashed }) =>
      html`<span><i class="swatch c${color % palette.length}${dashed && ' dashed'}"></i>${name}</span> `,
  )}</span>`;
