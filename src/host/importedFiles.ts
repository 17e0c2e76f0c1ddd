import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Code of packages, and of this program. */
const isForeign = (file: string): boolean =>
  /[\\/]node_modules[\\/]/.test(file) || file.startsWith(`${dirname(fileURLToPath(import.meta.url))}${sep}`);

/**
 * Files of JavaScript, TypeScript and JSON that user code was loaded from, by the engine's word: whatever way they were
 * asked for, and however many loaders had a hand in it. Takes a tenth of a second.
 *
 * @param load what loads them
 * @returns what it returns, and the absolute paths
 */
export const withImportedFiles = async <Loaded>(
  load: () => Promise<Loaded>,
): Promise<readonly [Loaded, readonly string[]]> => {
  const { Session } = await import('node:inspector');
  const inspector = new Session();
  inspector.connect();
  try {
    inspector.post('Debugger.enable');
    inspector.post('Debugger.setSkipAllPauses', { skip: true });
    const urls: string[] = [];
    inspector.on('Debugger.scriptParsed', ({ params }) => urls.push(params.url));
    const loaded = await load();
    const files = urls.filter((url) => url.startsWith('file:///')).map((url) => fileURLToPath(url));
    const required = Object.keys(createRequire(import.meta.url).cache);
    return [loaded, [...new Set([...files, ...required])].filter((file) => !isForeign(file))];
  } finally {
    inspector.disconnect();
  }
};
