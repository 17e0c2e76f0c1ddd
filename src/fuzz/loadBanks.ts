import { existsSync, readdirSync } from 'node:fs';
import { extname } from 'node:path';
import type { Bank } from '../types/bank.ts';

const isBank = (value: unknown): value is Bank =>
  typeof value === 'object' &&
  value !== null &&
  'entries' in value &&
  'row' in value &&
  'detect' in value &&
  'smallest' in value;

/** Folder of the banks, compiled or not, beside src. */
const banks = new URL('../../properties/banks/', import.meta.url);

/** Every bank of wrong things: a folder of entries with the module of its name beside it, in alphabetical order. */
export const loadBanks = async (): Promise<readonly Bank[]> => {
  if (!existsSync(banks)) return [];
  const modules = readdirSync(banks, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => new URL(`${name}${extname(import.meta.url)}`, banks))
    .filter((file) => existsSync(file))
    .sort();
  const loaded = await Promise.all(modules.map(({ href }) => import(href)));
  return loaded.map((module: { readonly default: unknown }) => module.default).filter(isBank);
};
