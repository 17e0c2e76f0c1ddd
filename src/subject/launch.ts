import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { SubjectError } from '../errors.ts';
import type { LoadedFile } from '../types/campaign.ts';
import { programOf, pythonEntry, usualPython } from './python.ts';
import { shellWords } from './shellWords.ts';
import type { SubjectReference } from './subject.ts';
import { digestOfFile } from './userModule.ts';

/** `my_opt.py`, `my_opt.py:NAME`, `torch.optim:Adam(amsgrad=True)`. */
export const pythonTarget =
  /^(?:(.*\.py)(?::[A-Za-z_][\w.]*(?:\(.*\))?)?|[A-Za-z_][\w.]*:[A-Za-z_][\w.]*(?:\(.*\))?)$/s;

/** What the spec of an object begins with that is served already, and that no file holds under a name. */
export const live = 'live ';

export const isLive = (spec: string): boolean => spec.startsWith(live);

/** The words of `-- ./executable args`; undefined where a subject is none. */
export const programWords = (spec: string): readonly string[] | undefined =>
  spec.startsWith('-- ') ? shellWords(spec.slice(3)) : undefined;

const fault = (path: string, says: string): SubjectError =>
  new SubjectError({ kind: 'does-not-load', path, says });

/** What is run, what of it may change meanwhile, and what messages call it. */
export interface Launch {
  readonly command: readonly string[];
  readonly files: readonly LoadedFile[];
  readonly path: string;
}

/** How a subject is started. @throws SubjectError where there is no such program or file */
export const launchOf = ({ spec, python }: SubjectReference): Launch => {
  if (isLive(spec)) {
    const says = 'was an object of a running program, which no file holds under a name; run its test again';
    throw fault(spec.slice(live.length), says);
  }
  return spec.startsWith('-- ')
    ? startedProgram(spec)
    : pythonLaunch(spec, python ?? usualPython(process.env), 'serve');
};

const startedProgram = (spec: string): Launch => {
  const words = programWords(spec);
  const [program, ...args] = words ?? [];
  if (program === undefined) throw fault(spec, 'names no program; write -- ./executable and its arguments');
  const file = programOf(program, process.env);
  if (file === undefined) throw fault(program, 'there is no such program; check the path');
  if (!isExecutable(file)) throw fault(program, 'is no program that can be run; check its permissions');
  const digest = digestOfFile(file);
  return {
    command: [program.includes('/') ? program : file, ...args],
    files: digest === undefined || !program.includes('/') ? [] : [{ file: program, digest }],
    path: program,
  };
};

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
};

/** How our adapter is started. @throws SubjectError where there is no such file or interpreter */
export const pythonLaunch = (spec: string, python: string, what: 'serve' | 'serve-loss'): Launch => {
  const file = pythonTarget.exec(spec)?.[1];
  if (file !== undefined && !existsSync(file)) throw fault(file, 'there is no such file; check the path');
  const found = programOf(python, process.env);
  if (found === undefined) {
    throw fault(
      spec,
      `needs Python 3.8 or newer, and there is no "${python}"; install it, or name it with --python PATH`,
    );
  }
  return { command: [found, pythonEntry(), what, spec], files: [], path: spec };
};
