import { createHash } from 'node:crypto';
import { relative, resolve, sep } from 'node:path';

/** Characters of a name, but for its digest. */
const longest = 60;

/**
 * A name that every file system takes, from any text: letters, digits, `-`, `_` and `.` stay, anything else becomes
 * `-`, and but for blanks a digest keeps texts apart that would collide or were cut.
 */
export const fileNameOf = (text: string): string => {
  const plain = text
    .slice(0, longest)
    .replace(/[^A-Za-z0-9_.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  if (plain === text.replaceAll(' ', '-') && plain !== '') return plain;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 8);
  return plain === '' ? digest : `${plain}-${digest}`;
};

/** The file of a counterexample in the folder of its rule. */
export const counterexampleFile = (check: string, cause: string): string =>
  `${fileNameOf(check)}-${fileNameOf(cause)}.json`;

/** The program that reproduces a counterexample, beside its file. */
export const programFile = (path: string, language?: 'python'): string =>
  path.replace(/\.json$/, language === 'python' ? '.repro.py' : '.repro.mjs');

/** The folder of a rule in the folder of a report, where no other rule of its name has taken it. */
export const ruleFolder = (name: string): string => `counterexamples/${fileNameOf(name)}`;

/** The folder of each rule, by its name and its file: a second one of the same name is kept apart from the first. */
export const foldersByRule = (): ((name: string, file: string | null) => string) => {
  const folders = new Map<string, string>();
  return (name, file) => {
    const key = JSON.stringify([name, file]);
    const known = folders.get(key);
    if (known !== undefined) return known;
    const taken = new Set(folders.values());
    const plain = ruleFolder(name);
    let folder = plain;
    for (let i = 2; taken.has(folder); i++) folder = `${plain}-${i}`;
    folders.set(key, folder);
    return folder;
  };
};

/** How a module in a folder imports a file. */
export const importPath = (folder: string, file: string): string => {
  const path = relative(resolve(folder), resolve(file)).split(sep).join('/');
  return path.startsWith('.') ? path : `./${path}`;
};
