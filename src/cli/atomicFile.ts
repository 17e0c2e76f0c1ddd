import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from './makeFolder.ts';

/**
 * Writes a file so that whoever reads it, even after a kill or a power cut, finds the old text or the new one whole:
 * a new file beside it is written, flushed and renamed.
 *
 * @throws the file system's own error; nothing is left behind then
 */
export const writeAtomically = (path: string, text: string): void => {
  makeFolder(dirname(path));
  const fresh = `${path}.${process.pid}.tmp`;
  try {
    const file = openSync(fresh, 'w');
    try {
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
};
