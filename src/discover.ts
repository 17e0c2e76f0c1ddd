import { readdirSync } from 'node:fs';
import { basename, extname } from 'node:path';

/**
 * A folder of modules: its file: URL, which ends in a slash, where this program runs from files of their own. A bundle
 * has no such folders: its build writes in the place of every literal `new URL('…/', import.meta.url)` what it found there.
 */
export type Folder = URL | Listing;

/** What a build found in a folder. */
export interface Listing {
  /** The modules without their extensions, in alphabetical order. */
  readonly names: readonly string[];
  /** The modules by name. Those of a folder that is marked `?fresh` export a function that evaluates them. */
  load(): Promise<Readonly<Record<string, Module>>>;
}

interface Module {
  readonly default?: unknown;
}

/** Folders by name; from files of their own, the URL of a folder and `*` with a slash. */
export type Folders = URL | Readonly<Record<string, Listing>>;

/** The name of every folder that is matched, with the folder, in alphabetical order. */
export const foldersIn = (pattern: Folders): ReadonlyMap<string, Folder> => {
  if (!(pattern instanceof URL)) return new Map(Object.entries(pattern));
  const names = readdirSync(new URL('..', pattern), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  return new Map(names.map((name) => [name, new URL(`../${name}/`, pattern)]));
};

/** The modules of a folder: every source file in it that is not a test, without extension, in alphabetical order. */
export const moduleNames = (folder: Folder): readonly string[] =>
  folder instanceof URL
    ? readdirSync(folder)
        .filter((file) => /(?<!\.test|\.d)\.(ts|js)$/.test(file))
        .map((file) => basename(file, extname(file)))
        .sort()
    : folder.names;

const extension = extname(import.meta.url);

/** Every module of a folder, in the order of its names. */
const modulesOf = async (folder: Folder): Promise<readonly Module[]> => {
  if (folder instanceof URL) {
    return Promise.all(
      moduleNames(folder).map((name): Promise<Module> => import(new URL(`${name}${extension}`, folder).href)),
    );
  }
  const modules = await folder.load();
  return folder.names.map((name) => modules[name] ?? {});
};

/** Whether a value has every one of these fields, by which the members of a collection are told from other exports. */
const hasAll = <Member>(value: unknown, fields: readonly (keyof Member & string)[]): value is Member =>
  typeof value === 'object' && value !== null && fields.every((field) => field in value);

/**
 * The members of a collection: the default exports of a folder's modules that have the given fields, in alphabetical
 * order of their files. Cost: one import each.
 *
 * @param fields what every member has, and nothing else in the folder
 */
export const discover = async <Member>(
  folder: Folder,
  fields: readonly (keyof Member & string)[],
): Promise<readonly Member[]> =>
  (await modulesOf(folder)).flatMap(({ default: exported }) =>
    hasAll<Member>(exported, fields) ? [exported] : [],
  );

let copies = 0;

/**
 * The default export of one module, evaluated again: what the module keeps begins afresh.
 *
 * @param folder marked `?fresh`
 */
export const fresh = async (folder: Folder, name: string): Promise<unknown> => {
  if (folder instanceof URL) {
    const file = new URL(`${name}${extension}`, folder);
    const module: Module = await import(`${file.href}?copy=${++copies}`);
    return module.default;
  }
  const evaluate = (await folder.load())[name]?.default;
  return typeof evaluate === 'function' ? evaluate() : undefined;
};
