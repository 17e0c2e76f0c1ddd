import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import type { LoadRequest } from '../campaign/executor.ts';
import { quotedPath, SubjectError } from '../errors.ts';
import { isWithin } from '../regularFile.ts';
import { runBy } from '../subject/catalog.ts';
import { type Code, codeOf } from '../subject/code.ts';
import type { SubjectReference } from '../subject/subject.ts';
import type { Counterexample, CounterexampleRule } from '../types/report.ts';

/** The code that runs once a request is loaded. */
export const codeOfLoad = ({ rule, against, lossFile, python }: LoadRequest): Code => {
  const loss: SubjectReference | undefined =
    lossFile === undefined
      ? undefined
      : { kind: lossFile.endsWith('.py') ? 'process' : 'module', spec: lossFile };
  const codes = [rule, against, loss && runBy(loss, python)].flatMap((code) => (code ? [codeOf(code)] : []));
  const files = codes.flatMap((code) => code.files);
  return { files: [...new Set(files)], started: [...new Set(codes.flatMap(({ started }) => started))] };
};

/** What of some code lies in none of some folders; whatever is started does. */
export const codeOutside = ({ files, started }: Code, folders: readonly string[]): readonly string[] => [
  ...filesOutside(files, folders),
  ...started,
];

/** Those of some files that lie in none of some folders, links followed. */
export const filesOutside = (files: readonly string[], folders: readonly string[]): readonly string[] =>
  files.filter((file) => !folders.some((folder) => isWithin(realPath(file), realPath(folder))));

/**
 * Refuses a stored counterexample that runs code from elsewhere.
 *
 * @param path of its file
 * @throws SubjectError where some of it lies neither in the working directory nor in that of its run
 */
export const demandInside = (
  code: Code,
  { rule }: Pick<Counterexample, 'rule'>,
  path: string,
  howToAllow: string,
): void => {
  const outside = codeOutside(code, trustedFolders(rule, path));
  if (outside.length === 0) return;
  throw new SubjectError({
    kind: 'unfit',
    path,
    says: `runs ${outside.map(quotedPath).join(', ')}, outside of the working folder and of that of its run; where you trust it, ${howToAllow}`,
  });
};

/**
 * The folders from which a stored counterexample may import without being asked for: the working directory, and that of
 * the run that stored it, where the counterexample lies in it. A directory that holds the home of the user, or
 * everything, is none: a file that somebody sent says itself where it was stored.
 *
 * @param path of its file
 */
const trustedFolders = ({ home }: CounterexampleRule, path: string): readonly string[] => {
  const here = process.cwd();
  if (home === undefined) return [here];
  const stored = realPath(resolve(dirname(path), home));
  const holdsIt = isWithin(realPath(path), stored);
  const isTooMuch = isWithin(realPath(homedir()), stored) || dirname(stored) === stored;
  return holdsIt && !isTooMuch ? [here, stored] : [here];
};

/** A path with all links followed; as far as it is known, where nothing is there. */
const realPath = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
};
