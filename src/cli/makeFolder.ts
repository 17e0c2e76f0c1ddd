import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../fuzz/errorText.ts';

/**
 * Makes a folder and those above it, one by one: `mkdirSync` with `recursive` never returns in Node 20 where a folder
 * such as /proc says of a new one that it is not there.
 *
 * @throws the file system's own error
 */
export const makeFolder = (path: string): void => {
  if (existsSync(path)) return;
  const above = dirname(path);
  if (above !== path) makeFolder(above);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another run may have made it meanwhile.
    if (errorCode(error) !== 'EEXIST') throw error;
  }
};
