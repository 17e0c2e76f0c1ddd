import { join } from 'node:path';
import type { FuzzEvent, NamedCheck } from '../campaign/events.ts';
import { unshrunkFailure } from '../campaign/refutation.ts';
import type { StoredFailure } from '../campaign/request.ts';
import { stringifyReport } from '../report/json.ts';
import type { RuleDescription, ShrunkFailure } from '../types/campaign.ts';
import type { Counterexample, CounterexampleRule } from '../types/report.ts';
import type { Corpus } from './corpus.ts';
import { counterexampleOf } from './counterexample.ts';
import { originOf, type SubjectRun } from './origin.ts';
import { counterexampleFile, foldersByRule, programFile } from './paths.ts';
import { counterexamplesIn, failureOf } from './stored.ts';

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
 * @param corpus what other runs have found is tried first, too, and what this one finds is kept for them
 */
export const openStore = (
  folder: CounterexampleFolder,
  tell: (line: string) => void,
  corpus?: Corpus,
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
        stored: (own) => {
          const known = counterexamplesIn(join(folder.path, folderOf(own, file)), tell)
            .filter(({ rule }) => rule.name === own && rule.file === file)
            .map(failureOf);
          const all = [...known, ...(corpus?.stored(own) ?? [])];
          return [...new Map(all.map((failure) => [JSON.stringify(failure), failure])).values()];
        },
        read: (event) => {
          switch (event.kind) {
            case 'planned':
              name = event.description.name;
              ranOn = ranOnOf(event.description);
              program = event.description.program;
              return;
            case 'resumed':
            case 'extended':
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
              const path = keep(check, finding);
              places.push({ index: finding.index, path });
              corpus?.keep(found.get(path)!);
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
