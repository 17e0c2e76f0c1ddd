import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** When the newest of some files and folders was changed, with all that is in them; 0 where there is none. A file that is gone changes its folder. */
const newest = (path) => {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry) return 0;
  const inside = entry.isDirectory() ? readdirSync(path).filter((name) => name !== '__pycache__') : [];
  return Math.max(entry.mtimeMs, ...inside.map((name) => newest(join(path, name))));
};

const sources = ['src', 'properties', '.build', 'package.json', 'package-lock.json', '.tsconfig.build.json'];

/** Whether anything that is bundled has changed since it was, or has not been bundled whole. */
export const isStale = (root) => {
  const built = statSync(join(root, 'dist', 'index.d.ts'), { throwIfNoEntry: false });
  return !built || Math.max(...sources.map((name) => newest(join(root, name)))) >= built.mtimeMs;
};
