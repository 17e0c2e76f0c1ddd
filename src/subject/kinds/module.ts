import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { errorText, SubjectError } from '../../errors.ts';
import { isMeantAsRule, nameRule, readRule } from '../ruleShape.ts';
import type { SubjectKind, SubjectReference } from '../subject.ts';
import { isModulePath, loadUserModule } from '../userModule.ts';

/** A file of a folder that may hold a rule. */
const isCandidate = (name: string): boolean => /(?<!\.d|\.test|\.spec)\.[cm]?[jt]s$/.test(name);

const referenceTo = (file: string): SubjectReference => ({ kind: module.kind, spec: file });

/** The modules of a folder; null where a path is none. @throws SubjectError where it cannot be looked into */
const modulesIn = (path: string): readonly string[] | null => {
  try {
    return existsSync(path) && statSync(path).isDirectory()
      ? readdirSync(path).filter(isCandidate).sort()
      : null;
  } catch (error) {
    throw new SubjectError({
      kind: 'does-not-load',
      path,
      says: `the folder cannot be read (${errorText(error)}); check its permissions`,
    });
  }
};

/**
 * A TypeScript or JavaScript module that exports a learning rule by default: a function, or an object with an `update`
 * function. A folder stands for the modules in it.
 */
const module: SubjectKind = {
  kind: 'module',
  rank: 0,
  recognise: async (typed) => {
    if (!isModulePath(typed)) return null;
    const files = modulesIn(typed);
    if (files === null) return [referenceTo(typed)];
    if (files.length === 0) {
      throw new SubjectError({
        kind: 'does-not-load',
        path: typed,
        says: 'the folder holds no .ts or .js file',
      });
    }
    return files.map((file) => referenceTo(join(typed, file)));
  },
  open: async ({ spec: file }) => {
    const { exported, hasDefault, loaded } = await loadUserModule(file);
    if (!hasDefault) {
      throw new SubjectError({
        kind: 'no-subject',
        path: file,
        says: 'has no default export; add "export default ({ gradient, stepSize }) => …" that returns Δθ',
      });
    }
    const read = readRule(exported);
    if ('rule' in read) {
      return { rule: nameRule(read.rule, basename(file, extname(file))), stated: {}, files: [loaded] };
    }
    throw new SubjectError(
      isMeantAsRule(exported)
        ? { kind: 'unfit', path: file, says: `its default export ${read.fault}` }
        : { kind: 'no-subject', path: file, says: `is no rule: its default export ${read.fault}` },
    );
  },
  provenance: (subject) => ({ subject, file: subject.spec }),
};

export default module;
