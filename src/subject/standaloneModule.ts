import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isThrown } from '../errors.ts';

/** What only a loader can give: other modules, and the place of this one. */
const needsLoader = /\b(import|require|module|exports|__dirname|__filename)\b/;

let copies = 0;

/**
 * The exports of a module that imports nothing, evaluated by Node.js itself: loading a loader and its compiler takes
 * longer than running the cases of a small run.
 *
 * @param path of its file, absolute
 * @returns undefined where it may import something, or is not understood: a loader says why
 * @throws what it throws itself
 */
export const standaloneModule = async (text: string, path: string): Promise<unknown> => {
  const code = await withoutTypes(text, path);
  if (code === undefined || !/^export\b/m.test(code) || needsLoader.test(code)) return undefined;
  // Each time afresh: what a module keeps must not reach the next rule.
  const source = `${code}\n//# sourceURL=${pathToFileURL(path).href}\n//${++copies}`;
  try {
    return await import(`data:text/javascript;base64,${Buffer.from(source).toString('base64')}`);
  } catch (error) {
    if (isThrown(error, SyntaxError)) return undefined;
    throw error;
  }
};

/** JavaScript of a module; undefined where it does not parse, or there is no compiler for this machine. */
const withoutTypes = async (text: string, path: string): Promise<string | undefined> => {
  const extension = extname(path);
  if (/^\.m?js$/.test(extension)) return text;
  if (!/^\.m?ts$/.test(extension)) return undefined;
  try {
    const { transformSync } = await import('oxc-transform');
    const { code, errors } = transformSync(path, text);
    return errors.length > 0 ? undefined : code;
  } catch {
    return undefined;
  }
};
