import { existsSync, readdirSync } from 'node:fs';
import { discover } from '../discover.ts';
import type { Claim } from '../types/claim.ts';

const isClaim = (value: unknown): value is Claim =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  'given' in value &&
  'holds' in value &&
  'mutants' in value;

/** Folder of the claims, compiled or not, beside src. */
const properties = new URL('../../properties/', import.meta.url);

/** Every claim of the suite, by folder and file. */
export const loadClaims = async (): Promise<readonly Claim[]> => {
  if (!existsSync(properties)) return [];
  const folders = readdirSync(properties, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'banks')
    .map(({ name }) => name)
    .sort();
  const modules = await Promise.all(folders.map((name) => discover(new URL(`${name}/`, properties))));
  return modules.flat().filter(isClaim);
};
