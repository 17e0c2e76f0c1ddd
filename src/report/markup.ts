import { visibleText } from './visibleText.ts';

/** HTML that is known to be well-formed and safe: only `html` and `trusted` make it. */
export interface Markup {
  readonly markup: string;
}

/** What may stand in a template: text is escaped, markup stays, lists are joined, nothing is nothing. */
export type Content = Markup | string | number | undefined | null | false | readonly Content[];

/** Characters of one text that a page shows. */
const textLimit = 4000;

/** Text with every character that HTML gives a meaning to, in elements and in quoted attributes, escaped. */
export const escapeHtml = (text: string, limit: number): string =>
  visibleText(text, limit).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const write = (content: Content): string => {
  if (content === undefined || content === null || content === false) return '';
  if (typeof content === 'string') return escapeHtml(content, textLimit);
  if (typeof content === 'number') return String(content);
  return 'markup' in content ? content.markup : content.map(write).join('');
};

/** A template whose texts are escaped; attributes have to be in double quotes. */
export const html = (parts: TemplateStringsArray, ...values: readonly Content[]): Markup => ({
  markup: parts.map((part, index) => part + write(values[index])).join(''),
});

/** Markup made by ourselves or by a library that escapes: style, script, SVG, MathML. Never text of a rule. */
export const trusted = (markup: string): Markup => ({ markup });

/** Text up to a limit of its own, for source code and other long texts. */
export const longText = (text: string, limit: number): Markup => ({ markup: escapeHtml(text, limit) });

/** Running text in which what stands between backticks is code. */
export const prose = (text: string): Markup => {
  const parts = text.length > textLimit ? [text] : text.split('`');
  if (parts.length % 2 === 0) return html`${text}`;
  return html`${parts.map((part, i) => (i % 2 === 0 ? part : html`<code>${part}</code>`))}`;
};
