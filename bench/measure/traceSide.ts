import { openSync, readSync } from 'node:fs';
import { judgeRecording } from '../../src/trace/judgeRecording.ts';
import { openRecording } from '../../src/trace/openRecording.ts';

/** What the process is asked to do with a record: to judge it, or to read its bytes alone. */
export interface Assignment {
  readonly path: string;
  readonly what: 'judge' | 'read';
}

/** How long it took, and the memory of the process before and at most, in bytes. */
export interface Answer {
  readonly seconds: number;
  readonly before: number;
  readonly most: number;
}

/** Reads a file in pieces of four mebibytes, and looks at none of them. */
const readAlone = (path: string): void => {
  const file = openSync(path, 'r');
  const bytes = Buffer.alloc(2 ** 22);
  while (readSync(file, bytes, 0, bytes.length, null) > 0);
};

const answer = async ({ path, what }: Assignment): Promise<Answer> => {
  const before = process.memoryUsage.rss();
  const start = performance.now();
  if (what === 'read') readAlone(path);
  else judgeRecording(openRecording(path, {}), {});
  const seconds = (performance.now() - start) / 1000;
  return { seconds, before, most: process.resourceUsage().maxRSS * 1024 };
};

process.on('message', async (assignment: Assignment) => {
  process.send?.(await answer(assignment));
});
