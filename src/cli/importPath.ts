import { relative, resolve, sep } from 'node:path';

/** How a module in a folder imports a file. */
export const importPath = (folder: string, file: string): string => {
  const path = relative(resolve(folder), resolve(file)).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
};
