import {
  closeSync,
  existsSync,
  fsync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { errorCode } from '../../errors.ts';
import { isWithin } from '../../regularFile.ts';

/**
 * Writes a file so that it holds the old text or the new one whole, even after a kill or a power cut:
 * a new file beside it is written, flushed and renamed.
 *
 * @throws the file system's own error; nothing is left over then
 */
export const writeAtomically = (path: string, text: string): void => {
  const fresh = writeBeside(path, text);
  let fault: Fault | undefined;
  try {
    fsyncSync(fresh.file);
  } catch (error) {
    fault = { error };
  }
  putInPlace(path, fresh, fault);
};

/** As {@link writeAtomically}; this process goes on while the disk is waited for. */
export const writeMeanwhile = async (path: string, text: string): Promise<void> => {
  const fresh = writeBeside(path, text);
  const fault = await new Promise<Fault | undefined>((resolve) => {
    fsync(fresh.file, (error) => resolve(error ? { error } : undefined));
  });
  putInPlace(path, fresh, fault);
};

/** A file that holds the new text, still open and perhaps not on the disk yet. */
interface Fresh {
  readonly path: string;
  readonly file: number;
}

interface Fault {
  readonly error: unknown;
}

const writeBeside = (place: string, text: string): Fresh => {
  makeFolder(dirname(place));
  const path = `${place}.${process.pid}.tmp`;
  // One of an earlier process of this number; a new file is made, and no link is followed.
  rmSync(path, { force: true });
  const fresh = { path, file: openSync(path, 'wx') };
  try {
    writeFileSync(fresh.file, text);
  } catch (error) {
    putInPlace(place, fresh, { error });
  }
  return fresh;
};

/** @throws what went wrong before, or does now */
const putInPlace = (place: string, { path, file }: Fresh, fault: Fault | undefined): void => {
  try {
    closeSync(file);
    if (fault) throw fault.error;
    renameSync(path, place);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
};

/**
 * Where a file of a folder is, from its name there.
 *
 * @throws Error where the name leads out of the folder, or a link on the way to it does
 */
export const placeIn = (folder: string, name: string): string => {
  const place = join(folder, name);
  if (!isWithin(resolve(place), resolve(folder))) throw new Error(`${name} leads out of the folder`);
  let above = dirname(place);
  while (lstatSync(above, { throwIfNoEntry: false }) === undefined) above = dirname(above);
  if (!isWithin(realpathSync(above), realpathSync(folder)))
    throw new Error(`${above} is a link out of the folder`);
  return place;
};

/**
 * Makes a folder and those above it, one by one: `mkdirSync` with `recursive` never returns in Node 20 where a folder
 * such as /proc denies that a new one exists.
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
