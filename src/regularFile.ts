import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { resolve, sep } from 'node:path';

const mebibyte = 2 ** 20;

/** Most bytes of a file that is read: a module that a user wrote, something that a run stored, a note of one line. */
export const fileLimits = { module: 64 * mebibyte, stored: 256 * mebibyte, note: 1024 } as const;

/** What a file is read as. */
export interface Reading {
  /** Most bytes that it may have. */
  readonly limit: number;
  /** A folder that it may not lie outside of, links followed. */
  readonly within?: string;
}

/**
 * The text of a regular file, in UTF-8. A folder, a pipe, a device or a socket is refused before it is opened, so that
 * nothing waits for a writer and nothing is read without end.
 *
 * @throws Error in words where it is none, is larger than the limit, or lies elsewhere; the file system's own error where
 * it cannot be read
 */
export const readRegularFile = (path: string, { limit, within }: Reading): string => {
  if (within !== undefined && !isWithin(realpathSync(path), realpathSync(within))) {
    throw new Error(`it is a link out of its folder, to ${realpathSync(path)}`);
  }
  const { file, close } = openRegularFile(path, limit);
  try {
    return readUpTo(file, limit);
  } finally {
    close();
  }
};

/**
 * Opens a regular file for reading; nothing else is opened.
 *
 * @throws as `readRegularFile`
 */
export const openRegularFile = (
  path: string,
  limit: number = Number.POSITIVE_INFINITY,
): { readonly file: number; readonly size: number; readonly close: () => void } => {
  demandRegular(statSync(path), limit);
  // What is there may be another thing by now: opened so that a pipe does not wait either, and looked at again.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
  try {
    const stats = fstatSync(file);
    demandRegular(stats, limit);
    return { file, size: stats.size, close: () => closeSync(file) };
  } catch (error) {
    closeSync(file);
    throw error;
  }
};

/** Whether a path is a folder or lies in it; both absolute. */
export const isWithin = (path: string, folder: string): boolean => {
  const root = resolve(folder);
  return path === root || path.startsWith(root.endsWith(sep) ? root : `${root}${sep}`);
};

const demandRegular = (stats: Stats, limit: number): void => {
  if (!stats.isFile()) throw new Error(`it is ${kindOf(stats)}, not a file`);
  if (stats.size > limit) throw tooLarge(limit);
};

const tooLarge = (limit: number): Error =>
  new Error(`it is larger than the ${limit.toLocaleString('en')} bytes that are read`);

const kindOf = (stats: Stats): string => {
  if (stats.isDirectory()) return 'a folder';
  if (stats.isFIFO()) return 'a named pipe';
  return stats.isSocket() ? 'a socket' : 'a device';
};

/** A file may grow, and some of /proc do not say how long they are: so many bytes are read, whatever its size. */
const readUpTo = (file: number, limit: number): string => {
  const chunks: Buffer[] = [];
  let total = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(Math.min(mebibyte, limit + 1));
    const count = readSync(file, chunk, 0, chunk.length, null);
    if (count === 0) return Buffer.concat(chunks).toString('utf8');
    chunks.push(chunk.subarray(0, count));
    total += count;
    if (total > limit) throw tooLarge(limit);
  }
};
