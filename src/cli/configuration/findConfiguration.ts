import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { lilconfig } from 'lilconfig';
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

/** A named pipe would be waited for without end. @throws SubjectError where something is there that is no file */
const refuseOther = (path: string): void => {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats || stats.isFile()) return;
  throw new SubjectError({ kind: 'does-not-load', path: relative('', path), says: 'is no regular file' });
};

/** The folder of the nearest package.json above, or the working directory: no file from beyond it is run. */
const topmost = (): string => {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    for (const place of places) refuseOther(join(folder, place));
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) return process.cwd();
  }
};

/**
 * The configuration of the working directory, or of a folder above it up to that of its package.json. Its code runs in a
 * process of its own.
 *
 * @throws SubjectError with one line for the user, where it cannot be used
 */
export const findConfiguration = async (): Promise<Found | undefined> => {
  let reading = '';
  const named = (path: string): string => {
    reading = relative('', path);
    return reading;
  };
  const load = (path: string): Promise<unknown> => readConfiguration(named(path), limitsOf(usualTimeout));
  const search = lilconfig('natgrad', {
    searchPlaces: [...places, 'package.json'],
    packageProp: packageField,
    stopDir: topmost(),
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
