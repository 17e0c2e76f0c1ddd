import * as Plot from '@observablehq/plot';
import { type Content, html, longText, type Markup, trusted } from '../markup.ts';
import { visibleLine } from '../visibleText.ts';
import { SvgElement, svgDocument, svgText } from './svgDocument.ts';

/** Colours that are told apart with every kind of colour vision (Okabe and Ito, 2008), tuned to the theme. */
export const palette = [
  'var(--blue)',
  'var(--orange)',
  'var(--green)',
  'var(--purple)',
  'var(--grey)',
] as const;

/** The colour of series i. */
export const seriesColor = (index: number): string => palette[index % palette.length]!;

const document = svgDocument();

/** A name as the label of a tick or a mark. */
export const label = (text: string): string => visibleLine(text, 40);

/** What a plot can be read at, and is saved as: a row of values for each place, in the units of its axes. */
export interface Readings {
  readonly names: readonly string[];
  readonly rows: readonly Reading[];
}

/** One place of a plot and the values that are read there. */
export interface Reading {
  readonly at: readonly [x: number | string, y: number | string];
  /** The facet that it is in, where the plot has some. */
  readonly facet?: string;
  readonly values: readonly (number | string)[];
}

/** A plot as static SVG with its text for those who do not see it, a caption, and what it can be read at. */
export const figure = (options: {
  /** What the plot shows, with its main figures. */
  readonly alt: string;
  readonly caption: Content;
  readonly plot: Plot.PlotOptions;
  readonly readings: Readings;
  /** Whether it is as wide as the page. */
  readonly wide?: boolean;
}): Markup => {
  const svg = Plot.plot({
    document,
    className: 'plot',
    // Names of axes stand below those of their ticks.
    ...(options.plot.margin === undefined && { marginBottom: 42 }),
    ...options.plot,
  });
  const read = readingsText(svg, options.readings);
  return html`<figure${options.wide === true && html` class="wide"`}>${drawing(svg, options.alt)}<template>${longText(read, 4_000_000)}</template><figcaption>${options.caption}</figcaption></figure>`;
};

/** Lines of fields between tabs: the names, and for each place where it is drawn and its values, to twelve digits. */
const readingsText = (svg: Pick<Plot.Plot, 'scale'>, { names, rows }: Readings): string => {
  const [x, y] = (['x', 'y'] as const).map((name) => {
    const scale = svg.scale(name);
    return (value: number | string | undefined): number =>
      scale && value !== undefined ? Number(scale.apply(value)) + (scale.bandwidth ?? 0) / 2 : 0;
  });
  const fy = svg.scale('fy');
  // The range of y begins below the margin already, as that of the facets does.
  const [margin] = fy?.range ?? [];
  const topOf = (facet: string | undefined): number =>
    facet === undefined ? 0 : Number(fy?.apply(facet)) - Number(margin);
  const shown = (value: number | string): string =>
    typeof value === 'string' ? label(value) : String(Number(value.toPrecision(12)));
  const lines = rows.flatMap(({ at, facet, values }) => {
    const place = [x!(at[0]), y!(at[1]) + topOf(facet)];
    return place.every(Number.isFinite)
      ? [[...place.map((pixel) => String(Math.round(pixel * 10) / 10)), ...values.map(shown)].join('\t')]
      : [];
  });
  return [names.map(label).join('\t'), ...lines].join('\n');
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
