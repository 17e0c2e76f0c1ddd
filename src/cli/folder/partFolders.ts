import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { join, normalize, sep } from 'node:path';
import { errorText, quotedPath, UsageError } from '../../errors.ts';

/** Folders of folders that are looked into for parts: what an engine unpacks is a few deep. */
const deepest = 4;

/**
 * The report folders that arguments of `merge` name, in the order of the arguments: a report folder itself; a folder of
 * them, however deep, by name; or a pattern in which `*` and `?` stand for some of a name, where the shell has left it.
 * What was only found counts once, and is no part where it is the folder that is written to.
 *
 * @param target the folder that the parts are merged into
 * @throws UsageError where an argument names none
 */
export const partFolders = (typed: readonly string[], target: string): readonly string[] => {
  const all: string[] = [];
  for (const given of typed) {
    if (isReport(given) || !isLookedInto(given)) {
      all.push(given);
      continue;
    }
    const folders = existsSync(given) ? [given] : matching(given);
    const parts = folders.flatMap((folder) => below(folder, deepest)).filter((part) => !isSame(part, target));
    if (parts.length === 0) {
      throw new UsageError(
        `${quotedPath(given)}: no report is in there; "natgrad-check fuzz --report" makes one`,
      );
    }
    all.push(...parts.filter((part) => !all.includes(part)));
  }
  return all;
};

const isReport = (folder: string): boolean => existsSync(join(folder, 'report.json'));

/** Whether there may be several parts where an argument points. */
const isLookedInto = (given: string): boolean => existsSync(given) || /[*?]/.test(given);

/** A folder that holds a report, or those below it that do; none below a part. */
const below = (folder: string, depth: number): readonly string[] =>
  isReport(folder) ? [folder] : depth === 0 ? [] : foldersIn(folder).flatMap((one) => below(one, depth - 1));

/** The folders that a folder holds, in the order of their names, hidden ones left out; parts are numbered. */
const foldersIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
      .map((name) => join(folder, name));
  } catch (error) {
    throw new UsageError(`${quotedPath(folder)}: cannot be looked into (${errorText(error)})`);
  }
};

/** Every folder whose path matches a pattern, name by name. */
const matching = (pattern: string): readonly string[] => {
  const names = normalize(pattern).split(sep);
  return names
    .reduce<readonly string[]>(
      (folders, name, i) =>
        folders.flatMap((folder) => {
          if (!/[*?]/.test(name)) return [i === 0 ? name || sep : join(folder, name)];
          const from = i === 0 ? '.' : folder;
          return existsSync(from) ? foldersIn(from).filter((found) => matches(name, found)) : [];
        }),
      [''],
    )
    .filter((folder) => existsSync(folder));
};

const matches = (name: string, folder: string): boolean =>
  new RegExp(
    `^${name
      .replace(/[.+^$(){}|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(folder.split(sep).at(-1) ?? '');

const isSame = (a: string, b: string): boolean => existsSync(b) && realpathSync(a) === realpathSync(b);
