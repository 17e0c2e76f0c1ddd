import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The variable by which a host tells its workers where they may put what subjects need. */
export const scratchVariable = 'NATGRAD_SCRATCH';

/** What subjects of this process are put into: the start of a folder's path. */
export const scratchPrefix = (): string => join(scratchFolder(), `subject-${process.pid}-`);

const scratchFolder = (): string => {
  const given = process.env[scratchVariable];
  return given !== undefined && existsSync(given) ? given : tmpdir();
};

/** Milliseconds that a subject may take to say where it is, once the process that asks it things is gone. */
const patience = 600;

/**
 * Where the user's code was when the subject of a process that has ended was told to end: file and line, where it says so.
 *
 * @param folder that the process was given
 */
export const lastPlace = async (folder: string, pid: number | undefined): Promise<string | undefined> => {
  const logs = readdirSync(folder)
    .filter((name) => name.startsWith(`subject-${pid}-`))
    .map((name) => join(folder, name, 'log'));
  for (let waited = 0; logs.length > 0 && waited < patience; waited += 20) {
    const place = logs.map((log) => userPlace(readText(log))).find((found) => found !== undefined);
    if (place !== undefined) return place;
    await wait(20);
  }
  return undefined;
};

/** The text of a file, or nothing where there is none. */
export const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

/** The innermost line of the user's own code in what Python prints of its stack; undefined where it prints none. */
export const userPlace = (text: string): string | undefined => {
  const exit = /^os\._exit\(.*\) at (.*:\d+)$/m.exec(text);
  if (exit) return exit[1];
  const stack = text.slice(Math.max(0, text.lastIndexOf('most recent call first')));
  const places = [...stack.matchAll(/File "([^"]+)", line (\d+)/g)];
  const own = places.find(
    ([, path = '']) => !/-packages\/|\/natgrad_check\/|\/lib\/python3|^<|^\/usr\/lib/.test(path),
  );
  return own && `${shown(own[1]!)}:${own[2]}`;
};

const shown = (path: string): string => {
  const there = relative(process.cwd(), path);
  return there.startsWith('..') ? path : there;
};
