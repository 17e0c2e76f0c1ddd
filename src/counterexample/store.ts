import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FuzzEvent, NamedCheck } from '../campaign/events.ts';
import { unshrunkFailure } from '../campaign/refutation.ts';
import type { StoredFailure } from '../campaign/request.ts';
import { errorText, quotedPath } from '../errors.ts';
import { fileLimits, readRegularFile } from '../regularFile.ts';
import { stringifyReport } from '../report/json.ts';
import { runningIn } from '../report/judged.ts';
import type { RuleDescription, ShrunkFailure } from '../types/campaign.ts';
import type { Counterexample, CounterexampleRule } from '../types/report.ts';
import { counterexampleOf } from './counterexample.ts';
import { originOf, type SubjectRun } from './origin.ts';
import { counterexampleFile, foldersByRule, programFile } from './paths.ts';
import { runnableCounterexample } from './runnable.ts';

/** The folder of a report, as far as counterexamples are kept in it. */
export interface CounterexampleFolder {
  readonly path: string;
  write(name: string, text: string): void;
}

/** Writes a counterexample, and beside it the program that reproduces it, where it has one. @param path inside the folder, ending in .json */
export const writeCounterexample = (
  folder: CounterexampleFolder,
  path: string,
  counterexample: Counterexample,
): void => {
  folder.write(path, stringifyReport(counterexample));
  const { test, testLanguage } = counterexample;
  if (test !== undefined) folder.write(programFile(path, testLanguage), test);
};

/** What one run finds, kept in a folder. */
export interface CounterexampleStore {
  /** Everything that this run has stored, by path inside the folder. */
  readonly found: ReadonlyMap<string, Counterexample>;
  /** The part of it that holds what is found of one subject. */
  of(subject: SubjectRun): SubjectStore;
}

/** What is found of one subject. */
export interface SubjectStore {
  /** What earlier runs stored of the subject under the name that its rule gives itself. */
  stored(name: string): readonly StoredFailure[];
  /** Reads what happens in the campaign: a case is stored the moment it is refuted, and again once it is shrunk. */
  read(event: FuzzEvent): void;
  /** By check, the paths inside the folder of what was shrunk, the lowest case first. */
  paths(): ReadonlyMap<string, readonly string[]>;
}

/**
 * Opens the store of one run.
 *
 * @param tell called with one line for each file of earlier runs that cannot be run
 */
export const openStore = (
  folder: CounterexampleFolder,
  tell: (line: string) => void,
): CounterexampleStore => {
  const found = new Map<string, Counterexample>();
  const folderOf = foldersByRule();
  return {
    found,
    of: (subject) => {
      const { file } = subject.provenance;
      const shrunk = new Map<string, { readonly index: number; readonly path: string }[]>();
      const early = new Set<string>();
      let name = '';
      let ranOn: Pick<CounterexampleRule, 'versions' | 'digests'> = {};
      let program: string | undefined;
      const keep = (check: NamedCheck, failure: ShrunkFailure): string => {
        const path = `${folderOf(name, file)}/${counterexampleFile(check.id, failure.cause)}`;
        const origin = originOf(subject, { name, check, ranOn, program, path: join(folder.path, path) });
        const counterexample = counterexampleOf(failure, origin);
        writeCounterexample(folder, path, counterexample);
        found.set(path, counterexample);
        return path;
      };
      return {
        paths: () => new Map([...shrunk].map(([check, places]) => [check, places.map(({ path }) => path)])),
        stored: (own) => storedFailures({ name: own, file }, join(folder.path, folderOf(own, file)), tell),
        read: (event) => {
          switch (event.kind) {
            case 'planned':
              name = event.description.name;
              ranOn = ranOnOf(event.description);
              program = event.description.program;
              return;
            case 'progress':
            case 'judged':
              return;
            case 'found': {
              const failure = unshrunkFailure(event.observed);
              const key = JSON.stringify([event.check.id, failure.cause]);
              // A program in Python is about the smallest case, and would not replace another for `node`.
              const required = event.check.required && program === undefined;
              if (!early.has(key)) keep({ ...event.check, required }, failure);
              early.add(key);
              return;
            }
            case 'finding': {
              const { check, finding } = event;
              const places = shrunk.get(check.id) ?? [];
              places.push({ index: finding.index, path: keep(check, finding) });
              places.sort((a, b) => a.index - b.index || Number(a.path > b.path) - Number(a.path < b.path));
              shrunk.set(check.id, places);
              return;
            }
            default:
              event satisfies never;
          }
        },
      };
    },
  };
};

/** What a subject ran on, where it is a program of its own: a counterexample may depend on it. */
const ranOnOf = ({ versions, files }: RuleDescription): Pick<CounterexampleRule, 'versions' | 'digests'> =>
  versions ? { versions, digests: Object.fromEntries(files.map(({ file, digest }) => [file, digest])) } : {};

const storedFailures = (
  { name, file }: Pick<Counterexample['rule'], 'name' | 'file'>,
  folder: string,
  tell: (line: string) => void,
): readonly StoredFailure[] => {
  return entriesOf(folder, tell)
    .filter((entry) => entry.endsWith('.json'))
    .toSorted()
    .flatMap((entry) => {
      const counterexample = readStored(join(folder, entry), tell);
      if (counterexample?.rule.name !== name || counterexample.rule.file !== file) return [];
      return [asStored(counterexample)];
    });
};

/** A counterexample as a case that is tried first. */
const asStored = (counterexample: Counterexample): StoredFailure => {
  const { derived: _, ...scenario } = counterexample.minimal;
  return {
    check: runningIn(counterexample) ?? counterexample.check,
    scenario,
    prerequisites: counterexample.before ?? [],
  };
};

/** The counterexamples of an earlier report by the name of their rule, as cases that are tried first; those that can be run. */
export const storedIn = (found: readonly Counterexample[], name: string): readonly StoredFailure[] =>
  found
    .filter(({ rule }) => rule.name === name)
    .flatMap((counterexample) => {
      try {
        return [asStored(runnableCounterexample(stringifyReport(counterexample)))];
      } catch {
        return [];
      }
    });

/** The names in a folder; none where it is not there, or cannot be looked into. */
const entriesOf = (folder: string, tell: (line: string) => void): readonly string[] => {
  try {
    return existsSync(folder) ? readdirSync(folder) : [];
  } catch (error) {
    tell(`stored cases cannot be read (${errorText(error)})`);
    return [];
  }
};

/** A stored counterexample; one that cannot be read is reported and passed over: it may be the user's own file. */
const readStored = (path: string, tell: (line: string) => void): Counterexample | undefined => {
  try {
    return runnableCounterexample(readRegularFile(path, { limit: fileLimits.stored }));
  } catch (error) {
    tell(`skipped ${quotedPath(path)}: is no counterexample that can be run (${errorText(error)})`);
    return undefined;
  }
};
