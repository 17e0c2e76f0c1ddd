import { fileOfPlace } from './configurationFile.ts';
import type { SubjectReference } from './subject.ts';

/** Code that runs once something is opened, for a user to judge before. */
export interface Code {
  /** Files that are imported, as they are named from here. */
  readonly files: readonly string[];
  /** Whatever else is started: a program with its arguments, an interpreter, an installed module. */
  readonly started: readonly string[];
}

/** A file of Python, or something in it by its name: no argument of it is evaluated. */
const pythonFile = /^(.*\.py)(?::[A-Za-z_][\w.]*)?$/s;

/** The code of a subject: none of what is part of this program. A kind that is not known here starts what its spec says. */
export const codeOf = (reference: SubjectReference): Code => {
  const code = ownCode(reference);
  const { contract } = reference;
  return contract === undefined ? code : { ...code, files: [...code.files, fileOfPlace(contract)] };
};

const ownCode = ({ kind, spec, python }: SubjectReference): Code => {
  if (kind === 'built-in' || kind === 'composed') return { files: [], started: [] };
  if (kind === 'module') return { files: [spec], started: [] };
  const interpreter = python === undefined ? [] : [python];
  const file = spec.startsWith('-- ') ? undefined : pythonFile.exec(spec)?.[1];
  return file === undefined
    ? { files: [], started: [...interpreter, spec] }
    : { files: [file], started: interpreter };
};
