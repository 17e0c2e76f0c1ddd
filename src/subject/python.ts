import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the adapter for Python, which is not compiled: beside this file, also in the package. */
export const pythonFolder = (): string => fileURLToPath(new URL('./python/', import.meta.url));

/** What Python runs to serve a subject; any version of it can read this file. */
export const pythonEntry = (): string => join(pythonFolder(), 'natgrad_check', '__main__.py');

/** The interpreter where none is named: that of the virtual environment, or `python3`. */
export const usualPython = (environment: Readonly<Record<string, string | undefined>>): string => {
  const virtual = environment.VIRTUAL_ENV;
  return virtual === undefined || virtual === '' ? 'python3' : join(virtual, 'bin', 'python');
};

/** The file that a command runs, looked for as a shell does; undefined where there is none. */
export const programOf = (
  command: string,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined => {
  if (command.includes('/')) return existsSync(command) ? command : undefined;
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, command)).find((file) => existsSync(file));
};
