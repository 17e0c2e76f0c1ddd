import type { LoadRequest, RuleDescription } from './protocol.ts';
import { shown } from './unusable.ts';
import { digestOfFile } from './userModule.ts';

/** Files that a campaign was loaded from, each with the digest of its text; undefined where it cannot be read. */
export type LoadedFiles = ReadonlyMap<string, string | undefined>;

/**
 * The files that a request names: the rule as it was loaded, loss and reference as they are now.
 *
 * Files that these import are not among them: that one of those changes is not seen.
 */
export const loadedFiles = (
  { rule, lossFile, against }: LoadRequest,
  { digest }: Pick<RuleDescription, 'digest'>,
): LoadedFiles => {
  const others = [lossFile, against && 'file' in against ? against.file : undefined];
  return new Map([
    ...others.flatMap((file) => (file === undefined ? [] : [[file, digestOfFile(file)] as const])),
    ...('file' in rule ? [[rule.file, digest] as const] : []),
  ]);
};

/** One line about a file that is another by now, or is gone; undefined where all are the same. */
export const changedFile = (files: LoadedFiles): string | undefined => {
  for (const [file, digest] of files) if (digestOfFile(file) !== digest) return changedLine(file);
  return undefined;
};

/** What a person is told of a file that changed. */
export const changedLine = (file: string): string =>
  `${shown(file)}: changed while it was being fuzzed; run again`;
