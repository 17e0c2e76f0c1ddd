import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { createJiti } from 'jiti';
import { errorCode, errorText } from './errorText.ts';
import { shown, UnusableFileError } from './unusable.ts';

/** A person's module: its exports, and a digest of its text, by which a change during a run is seen. */
export interface UserModule {
  readonly exported: unknown;
  readonly hasDefault: boolean;
  readonly text: string;
  readonly digest: string;
}

/**
 * Reads and evaluates a TypeScript or JavaScript module that was not compiled beforehand.
 *
 * @param file path as the person typed it, relative to the working directory
 * @throws UnusableFileError where the file is missing, is no file, does not parse, or throws while it loads
 */
export const loadUserModule = async (file: string): Promise<UserModule> => {
  const path = resolve(file);
  const text = readText(file, path);
  const digest = digestOf(text);
  const jiti = createJiti(import.meta.url, { interopDefault: false, moduleCache: false, fsCache: false });
  let namespace: unknown;
  try {
    const ext = extname(path) || '.ts';
    namespace = await jiti.evalModule(text, { filename: path, ext, async: true });
  } catch (error) {
    throw new UnusableFileError(`${shown(file)}: ${loadFault(error, path)}`, { cause: error });
  }
  return { ...defaultOf(namespace), text, digest };
};

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The digest that `loadUserModule` would find now; undefined where the file cannot be read. */
export const digestOfFile = (file: string): string | undefined => {
  try {
    return digestOf(readFileSync(resolve(file), 'utf8'));
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
    if (statSync(path).isDirectory()) {
      throw new UnusableFileError(`${shown(file)}: is a folder, not a file; name a file in it`);
    }
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof UnusableFileError) throw error;
    throw new UnusableFileError(
      errorCode(error) === 'ENOENT'
        ? `${shown(file)}: there is no such file; check the path, or see "natgrad-check list rules" for built-in rules`
        : `${shown(file)}: cannot be read (${errorText(error)}); check its permissions`,
    );
  }
};

const loadFault = (error: unknown, path: string): string => {
  if (!(error instanceof Error))
    return `throws ${String(error)} while it loads; remove what runs at its top level`;
  const message = error.message.replaceAll(path, basename(path)).replace(/\s+/g, ' ').trim();
  if (message.startsWith('ParseError')) {
    const place = /:(\d+):(\d+)$/.exec(message);
    const what = message.replace(/^ParseError:\s*/, '').replace(/\s*\S*:\d+:\d+$/, '');
    return `does not parse: ${what.replace(/\.$/, '')}${place ? ` at line ${place[1]}, column ${place[2]}` : ''}; mend the syntax there`;
  }
  if (/^(ERR_)?MODULE_NOT_FOUND$/.test(String(errorCode(error)))) {
    return `${message.replace(/ Require stack:.*$/, '')}; install it beside the file, or mend the import`;
  }
  return `throws "${message}" while it loads; remove what runs at its top level, or mend it`;
};
