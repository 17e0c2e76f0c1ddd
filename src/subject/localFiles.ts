import { statSync } from 'node:fs';
import { dirname, extname, join, resolve } from 'node:path';
import { fileLimits, readRegularFile } from '../regularFile.ts';

/** Relative imports, exports from and requires of JavaScript and TypeScript; text that only looks like one does no harm. */
const specifiers = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)['"](\.{1,2}\/[^'"\n]+)['"]/g;
/** Modules that Python imports: those beside the file are looked at. */
const modules = /^\s*(?:from\s+\.*([\w.]+)\s+import\b|import\s+([\w.]+))/gm;
const endings = ['', '.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json', '/index.ts', '/index.js'];

/**
 * Some files and all that they import by relative paths, or, of Python, from beside them; each once, those that are there.
 *
 * @param followed whose imports are looked for in its text: in what was loaded, a loader knows those of JavaScript better
 */
export const localFiles = (entries: readonly string[], followed: 'all' | 'python'): readonly string[] => {
  const found = new Set<string>();
  const visit = (file: string): void => {
    if (found.has(file) || !isFile(file)) return;
    found.add(file);
    if (followed === 'python' && !isPython(file)) return;
    for (const imported of importsOf(file)) visit(imported);
  };
  for (const entry of entries) visit(resolve(entry));
  return [...found];
};

const isPython = (file: string): boolean => extname(file) === '.py';

const importsOf = (file: string): readonly string[] => {
  let text: string;
  try {
    text = readRegularFile(file, { limit: fileLimits.module });
  } catch {
    return [];
  }
  const folder = dirname(file);
  if (isPython(file))
    return [...text.matchAll(modules)].map(
      ([, from, whole]) => `${join(folder, ...(from ?? whole ?? '').split('.'))}.py`,
    );
  return [...text.matchAll(specifiers)].flatMap(([, specifier = '']) => {
    const path = join(folder, specifier);
    // In TypeScript, ./x.js may stand for ./x.ts.
    const places = [...endings.map((ending) => path + ending), path.replace(/\.([cm]?)js$/, '.$1ts')];
    return places.filter(isFile).slice(0, 1);
  });
};

const isFile = (path: string): boolean => {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
};
