import { readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { openRegularFile } from '../regularFile.ts';
import { unfit } from './step.ts';

const chunkLength = 2 ** 20;

/** Characters of a line: some millions of numbers. */
export const longestLine = 2 ** 26;

/** A line of a file, without its end. */
export interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** Whether the file goes on after it: a last line without an end may have been cut off. */
  readonly ended: boolean;
}

/**
 * The lines of a text file in UTF-8, in constant memory: a chunk of a mebibyte, and the longest line.
 *
 * @throws SubjectError where it is no regular file, or a line is longer than 2²⁶ characters
 */
export function* linesOf(path: string, limit: number = longestLine): Generator<Line> {
  const { file, close } = openRegularFile(path);
  try {
    const decoder = new StringDecoder('utf8');
    const chunk = Buffer.allocUnsafe(chunkLength);
    let [rest, number] = ['', 0];
    for (;;) {
      const count = readSync(file, chunk, 0, chunkLength, null);
      if (count === 0) break;
      const parts = decoder.write(chunk.subarray(0, count)).split('\n');
      parts[0] = rest + parts[0]!;
      rest = parts.pop()!;
      for (const text of parts) yield { text, number: ++number, ended: true };
      if (rest.length > limit) {
        throw unfit(path, `line ${number + 1} is longer than ${limit.toLocaleString('en')} characters`);
      }
    }
    rest += decoder.end();
    if (rest !== '') yield { text: rest, number: ++number, ended: false };
  } finally {
    close();
  }
}
