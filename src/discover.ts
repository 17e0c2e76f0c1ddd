import { readdirSync } from 'node:fs';
import { basename, extname } from 'node:path';

/**
 * The modules of a folder: every source file in it that is not a test, by its name without extension, in
 * alphabetical order.
 *
 * @param folder file: URL that ends in a slash
 */
export const moduleNames = (folder: URL): readonly string[] =>
  readdirSync(folder)
    .filter((file) => /(?<!\.test|\.d)\.(ts|js)$/.test(file))
    .map((file) => basename(file, extname(file)))
    .sort();

/** The default exports of a folder's modules, in alphabetical order of their files. Cost: one import each. */
export const discover = async (folder: URL): Promise<readonly unknown[]> => {
  const extension = extname(import.meta.url);
  const modules = await Promise.all(
    moduleNames(folder).map((name) => import(new URL(`${name}${extension}`, folder).href)),
  );
  return modules.map((module: { readonly default: unknown }) => module.default);
};
