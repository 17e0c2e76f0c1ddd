import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { errorText, isThrown, SubjectError, UsageError } from '../../errors.ts';
import { limitsOf, usualTimeout } from '../../host/limits.ts';
import { readConfiguration } from '../../host/readConfiguration.ts';
import { packageField } from '../../subject/configurationFile.ts';

/** A file of configuration, as it is named from here, and its plain values. */
export interface Found {
  readonly file: string;
  readonly values: unknown;
}

const modules = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];
const places = [...modules, '.json'].map((ending) => `natgrad.config${ending}`);

/** Whether a file is there. A named pipe would be waited for without end. @throws SubjectError where what is there is no file */
const isFile = (path: string): boolean => {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats && !stats.isFile())
    throw new SubjectError({ kind: 'does-not-load', path: relative('', path), says: 'is no regular file' });
  return stats !== undefined;
};

/** Whether a package.json has a field for it; one that cannot be read is left to the search, which says so. */
const mayHold = (manifest: string): boolean => {
  try {
    return Object.hasOwn(JSON.parse(readFileSync(manifest, 'utf8')), packageField);
  } catch {
    return true;
  }
};

/**
 * The folder at which the search ends: that of the nearest package.json above, or the working directory, so that no file
 * from beyond it is run. Undefined where there is nothing to be found, as of most projects: then nothing is loaded to search.
 */
const topmost = (): string | undefined => {
  let isThere = false;
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    if (places.map((place) => isFile(join(folder, place))).includes(true)) isThere = true;
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) return isThere || mayHold(manifest) ? folder : undefined;
    if (dirname(folder) === folder) return isThere ? process.cwd() : undefined;
  }
};

/**
 * The configuration of the working directory, or of a folder above it up to that of its package.json. Its code runs in a
 * process of its own.
 *
 * @throws SubjectError with one line for the user, where it cannot be used
 */
export const findConfiguration = async (): Promise<Found | undefined> => {
  const stopDir = topmost();
  if (stopDir === undefined) return undefined;
  const { lilconfig } = await import('lilconfig');
  let reading = '';
  const named = (path: string): string => {
    reading = relative('', path);
    return reading;
  };
  const load = (path: string): Promise<unknown> => readConfiguration(named(path), limitsOf(usualTimeout));
  const search = lilconfig('natgrad', {
    searchPlaces: [...places, 'package.json'],
    packageProp: packageField,
    stopDir,
    cache: false,
    loaders: {
      ...Object.fromEntries(modules.map((ending) => [ending, load])),
      '.json': (path, text) => {
        named(path);
        return JSON.parse(text);
      },
    },
  });
  try {
    const found = await search.search();
    return found === null ? undefined : { file: relative('', found.filepath), values: found.config };
  } catch (error) {
    if (isThrown(error, SubjectError) || isThrown(error, UsageError)) throw error;
    throw new SubjectError({
      kind: 'does-not-load',
      path: reading === '' ? 'natgrad.config.*' : reading,
      says: `cannot be read (${errorText(error).replace(/\s+/g, ' ')})`,
    });
  }
};
