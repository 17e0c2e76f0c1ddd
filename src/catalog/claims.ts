import { discover, type Folder, foldersIn } from '../discover.ts';
import type { Claim } from '../types/claim.ts';

/** Folders of the claims, compiled or not, beside src. */
const properties = foldersIn(new URL('../../properties/*/', import.meta.url));

/** Folders of properties/ that hold what claims are made of. */
const withoutClaims: ReadonlySet<string> = new Set([
  'campaign',
  'command',
  'exact',
  'faults',
  'flow',
  'generators',
  'plain',
  'report',
  'subjects',
]);

/** The claims of one folder, by file. */
export const claimsIn = (folder: Folder): Promise<readonly Claim[]> =>
  discover<Claim>(folder, ['id', 'given', 'holds', 'mutants']);

/** Every claim of the suite, by folder and file. */
export const loadClaims = async (): Promise<readonly Claim[]> => {
  const folders = [...properties].filter(([name]) => !withoutClaims.has(name));
  return (await Promise.all(folders.map(([, folder]) => claimsIn(folder)))).flat();
};
