import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, extname, relative, resolve } from 'node:path';
import { errorCode, errorText, isThrown, SubjectError } from '../errors.ts';
import { fileLimits, readRegularFile } from '../regularFile.ts';
import type { LoadedFile } from '../types/campaign.ts';
import { standaloneModule } from './standaloneModule.ts';

/** A user's module: its exports, and the text that they came from. */
export interface UserModule {
  readonly exported: unknown;
  readonly hasDefault: boolean;
  readonly loaded: LoadedFile;
}

/** Whether an argument names a file or a folder rather than something built in: it is there, or is spelled like one. */
export const isModulePath = (typed: string): boolean =>
  existsSync(typed) || /[/\\]|\.[cm]?[jt]sx?$/.test(typed);

/**
 * Reads and evaluates a TypeScript or JavaScript module that was not compiled beforehand.
 *
 * @param file path as the user typed it, relative to the working directory
 * @throws SubjectError where the file is missing, is no file, does not parse, or throws while it loads
 */
export const loadUserModule = async (file: string): Promise<UserModule> => {
  const path = resolve(file);
  const text = readText(file, path);
  let namespace: unknown;
  try {
    namespace = (await standaloneModule(text, path)) ?? (await loadedModule(text, path));
  } catch (error) {
    throw new SubjectError(
      { kind: 'does-not-load', path: file, says: loadFault(error, path) },
      { cause: error },
    );
  }
  return { ...defaultOf(namespace), loaded: { file, digest: digestOf(text) } };
};

/** The exports of a module, with whatever it imports. */
const loadedModule = async (text: string, path: string): Promise<unknown> => {
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, { interopDefault: false, moduleCache: false, fsCache: false });
  return jiti.evalModule(text, { filename: path, ext: extname(path) || '.ts', async: true });
};

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The digest that `loadUserModule` would find now; undefined where the file cannot be read. */
export const digestOfFile = (file: string): string | undefined => {
  try {
    return digestOf(readRegularFile(resolve(file), { limit: fileLimits.module }));
  } catch {
    return undefined;
  }
};

const defaultOf = (namespace: unknown): Pick<UserModule, 'exported' | 'hasDefault'> =>
  typeof namespace === 'object' && namespace !== null && 'default' in namespace
    ? { exported: namespace.default, hasDefault: true }
    : { exported: undefined, hasDefault: false };

const readText = (file: string, path: string): string => {
  try {
    return readRegularFile(path, { limit: fileLimits.module });
  } catch (error) {
    throw new SubjectError({
      kind: 'does-not-load',
      path: file,
      says:
        errorCode(error) === 'ENOENT'
          ? 'there is no such file; check the path, or see "natgrad-check list rules" for built-in rules'
          : `cannot be read (${errorText(error)}); name a file that can`,
    });
  }
};

const loadFault = (error: unknown, path: string): string => {
  if (!isThrown(error, Error))
    return `throws ${errorText(error)} while it loads; remove what runs at its top level`;
  const message = errorText(error).replaceAll(path, basename(path)).replace(/\s+/g, ' ').trim();
  const parsed = /^ParseError:\s*(.*?)\.?(?:\s+(\S*):(\d+):(\d+))?$/.exec(message);
  if (parsed) {
    const [, what, file, line, column] = parsed;
    const place =
      file === undefined
        ? ''
        : `${file === basename(path) ? '' : ` in ${relative('', file)}`} at line ${line}, column ${column}`;
    return `does not parse: ${what}${place}; fix the syntax there`;
  }
  if (/^(ERR_)?MODULE_NOT_FOUND$/.test(errorCode(error) ?? '')) {
    return `${message.replace(/ Require stack:.*$/, '')}; install it beside the file, or fix the import`;
  }
  return `throws "${message}" while it loads; remove what runs at its top level, or fix it`;
};
