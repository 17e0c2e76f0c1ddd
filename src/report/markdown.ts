import { visibleLine, visibleText } from './visibleText.ts';

/** A table in Markdown; cells are Markdown on one line. */
export const table = (heading: readonly string[], rows: readonly (readonly string[])[]): string =>
  [heading, heading.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** Text that Markdown shows as it is: no markup, link, mention, reference or HTML comes of it. */
export const plain = (text: string, limit: number): string =>
  visibleLine(text, limit)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_[\]|~$]/g, '\\$&')
    .replace(/^(\s*)([-+=#]|\d+[.)](?=\s))/, '$1\\$2')
    .replace(/[@#]|:\/\/|www\./gi, (mark) => `${mark.slice(0, 1)}<!-- -->${mark.slice(1)}`);

/** A piece of code within a line. */
export const code = (text: string, limit: number): string => {
  const line = visibleLine(text, limit);
  const ticks = '`'.repeat(longestRun(line) + 1);
  return `${ticks} ${line} ${ticks}`;
};

/** A shell command as a block of code. */
export const fence = (text: string, limit: number): string => {
  const shown = visibleText(text, limit);
  const ticks = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return `${ticks}sh\n${shown}\n${ticks}`;
};

const longestRun = (text: string): number =>
  Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
