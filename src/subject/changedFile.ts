import type { SubjectFault } from '../errors.ts';
import type { LoadedFile } from '../types/campaign.ts';
import { digestOfFile } from './userModule.ts';

/**
 * The first file that has changed since it was loaded, or is gone; undefined where all are the same.
 *
 * Files that these import are not among them: that one of those changes is not seen.
 */
export const changedFile = (files: readonly LoadedFile[]): SubjectFault | undefined => {
  const changed = files.find(({ file, digest }) => digestOfFile(file) !== digest);
  return changed && changedFault(changed.file);
};

/** The first file that was loaded with another text the second time; undefined where all were the same. */
export const changedBetween = (
  first: readonly LoadedFile[],
  second: readonly LoadedFile[],
): SubjectFault | undefined => {
  const changed = second.find(({ file, digest }) =>
    first.some((before) => before.file === file && before.digest !== digest),
  );
  return changed && changedFault(changed.file);
};

const changedFault = (file: string): SubjectFault => ({
  kind: 'changed',
  path: file,
  says: 'changed while it was being fuzzed; run again',
});
