import { readRegularFile } from '../regularFile.ts';
import type { Listing } from '../types/report.ts';
import { codeOf } from './code.ts';
import type { SubjectReference } from './subject.ts';

/** Lines of a listing, those on both sides of an update, and characters of a line. */
const most = { lines: 120, around: 12, columns: 240 } as const;

/** Bytes of a file that is listed: what is longer was not written by hand. */
const fileLimit = 2 ** 20;

/** The part of its own file in which a subject makes its updates; undefined where it has none, or none that can be read. */
export const listingOf = (subject: SubjectReference): Listing | undefined => {
  // A contract that stands in a configuration is no code of the rule.
  const { contract: _, ...own } = subject;
  const [file] = codeOf(own).files;
  if (file === undefined) return undefined;
  let text: string;
  try {
    text = readRegularFile(file, { limit: fileLimit });
  } catch {
    return undefined;
  }
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const update = updateIn(lines, nameIn(subject.spec));
  const isWhole = lines.length <= most.lines / 2;
  const from = isWhole || !update ? 1 : Math.max(1, update.from - most.around);
  const to = isWhole || !update ? lines.length : Math.min(lines.length, update.to + most.around);
  const shown = lines.slice(from - 1, Math.min(to, from - 1 + most.lines));
  return {
    file,
    text: shown.map((line) => line.slice(0, most.columns)).join('\n'),
    from,
    total: lines.length,
    ...(update && { update }),
  };
};

/** The name in a file of Python that a spec names after its colon. */
const nameIn = (spec: string): string | undefined => /\.py:([A-Za-z_]\w*)/.exec(spec)?.[1];

/** How a function is begun that makes updates, in JavaScript and TypeScript and in Python; the last, a whole rule. */
const beginnings: readonly RegExp[] = [
  /^\s*(?:(?:export|default|async|static|public|override)\s+)*(?:(?:const|let|var)\s+update\b|function\s*update\b|update\s*(?:[:=]|(?:<[^>]*>)?\((?!.*\)[;,]?\s*$)))/,
  /^\s*(?:async\s+)?def\s+(?:update|step)\b/,
  /^\s*(?:export\s+default\b|module\.exports\s*=)/,
];

/**
 * First and last line of what makes an update, by how it is begun and how it is indented; undefined where nothing looks
 * like it.
 *
 * @param name of the class or function in a file of Python that is meant
 */
const updateIn = (
  lines: readonly string[],
  name: string | undefined,
): { readonly from: number; readonly to: number } | undefined => {
  const named = name === undefined ? -1 : lines.findIndex((line) => beginsNamed(line, name));
  const after = Math.max(0, named);
  const found = beginnings.map((begun) => lines.findIndex((line, i) => i >= after && begun.test(line)));
  // What is named and is no class is itself the rule.
  const isItself = named >= 0 && !/^\s*class\b/.test(lines[named]!);
  const start = isItself ? named : found.find((index) => index >= 0);
  return start === undefined ? undefined : { from: start + 1, to: endOf(lines, start) + 1 };
};

const beginsNamed = (line: string, name: string): boolean =>
  /^\s*(?:class|(?:async\s+)?def)\s+(\w+)/.exec(line)?.[1] === name || /^(\w+)\s*=/.exec(line)?.[1] === name;

const indentOf = (line: string): number => /^\s*/.exec(line)![0].length;

/** The last line of what begins at a line: all that is indented further, and what closes it. */
const endOf = (lines: readonly string[], start: number): number => {
  const indent = indentOf(lines[start]!);
  let end = start;
  for (let i = start + 1; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.trim() === '') continue;
    const closes = /^\s*[)\]}]/.test(line) && indentOf(line) === indent;
    if (indentOf(line) <= indent && !closes) return end;
    end = i;
    // `) {`, `}) => {` and `):` close a list of arguments, and the function goes on.
    if (closes && !/[{([:]\s*$|=>\s*$/.test(line)) return end;
  }
  return end;
};
