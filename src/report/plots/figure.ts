import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { type Content, html, type Markup, trusted } from '../html/markup.ts';
import { visibleLine } from '../visibleText.ts';

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

const { document } = parseHTML('<!doctype html><html><body></body></html>');

/** A name as the label of a tick or a mark. */
export const label = (text: string): string => visibleLine(text, 40);

/** A plot as static SVG with its text for those who do not see it, and a caption. */
export const figure = (options: {
  /** What the plot shows, with its main figures. */
  readonly alt: string;
  readonly caption: Content;
  readonly plot: Plot.PlotOptions;
}): Markup => {
  const svg = Plot.plot({ document, className: 'plot', ...options.plot });
  return html`<figure>${drawing(svg, options.alt)}<figcaption>${options.caption}</figcaption></figure>`;
};

interface Element {
  readonly attributes: Iterable<{ readonly name: string; value: string }>;
  readonly outerHTML: string;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  remove(): void;
  querySelectorAll(selector: string): Iterable<Element>;
}

/** Rounds the coordinates to a hundredth of a pixel and leaves the words to the alternative text. */
const drawing = (svg: Element, alt: string): Markup => {
  for (const style of svg.querySelectorAll('style')) style.remove();
  for (const element of svg.querySelectorAll('*')) {
    for (const attribute of element.attributes) {
      if (/^(d|transform|[xy][12]?|width|height|r|cx|cy|points)$/.test(attribute.name)) {
        attribute.value = attribute.value.replace(/-?\d+\.\d{3,}(e-?\d+)?/g, (value) =>
          String(Number(Number(value).toFixed(2))),
        );
      }
    }
    element.removeAttribute('aria-label');
    element.removeAttribute('aria-hidden');
    element.removeAttribute('aria-description');
  }
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', '');
  return trusted(svg.outerHTML.replace('aria-label=""', html`aria-label="${alt}"`.markup));
};

/** A key to the colours of a plot, as part of its caption. */
export const key = (
  entries: readonly { readonly name: Content; readonly color: number; readonly dashed?: boolean }[],
): Markup =>
  html`<span class="key">${entries.map(
    ({ name, color, dashed }) =>
      html`<span><i class="swatch c${color % palette.length}${dashed && ' dashed'}"></i>${name}</span> `,
  )}</span>`;
