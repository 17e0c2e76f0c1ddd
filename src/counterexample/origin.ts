import { existsSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { isolationCheck } from '../campaign/containment.ts';
import type { NamedCheck } from '../campaign/events.ts';
import type { LoadRequest } from '../campaign/executor.ts';
import { SubjectError } from '../errors.ts';
import { describePromise, parsePromise, typedPromiseForms } from '../rules/declaration/promise.ts';
import { recogniseOne, runBy, storedReference } from '../subject/catalog.ts';
import { fileOfPlace } from '../subject/configurationFile.ts';
import type { Provenance, SubjectReference } from '../subject/subject.ts';
import type { CampaignOptions } from '../types/campaign.ts';
import type { Counterexample, CounterexampleRule } from '../types/report.ts';
import type { DescentPromise } from '../types/rule.ts';
import { largestDimension } from '../types/scenario.ts';
import { codeOfLoad, codeOutside } from './imports.ts';
import { importPath } from './paths.ts';

/** What a counterexample needs to know besides the finding, so that anyone can run it again. */
export interface CounterexampleOrigin {
  readonly rule: CounterexampleRule;
  readonly check: string;
  readonly claim: string;
  /** Whether the rule is held to it: it is required of every rule, or claimed. */
  readonly required: boolean;
  readonly seed: number;
  /** Path of the file that will hold it, as a user would type it. */
  readonly path: string;
  /** Source in Python that runs the rule without this program. */
  readonly program?: string;
  /** Set where the user of its run named files outside of the working directory: to replay it, that has to be allowed. */
  readonly allowOutside?: true;
}

/** What all counterexamples to one subject share that are found in one run. */
export interface SubjectRun {
  readonly provenance: Provenance;
  readonly load: LoadRequest;
  /** Milliseconds that one step may take. */
  readonly timeout: number;
}

/** Where a counterexample comes from, with the files that it needs as they are from the folder that will hold it. */
export const originOf = (
  { provenance, load: { options, against, lossFile, python }, timeout }: SubjectRun,
  {
    name,
    check,
    ranOn = {},
    program,
    path,
  }: {
    readonly name: string;
    readonly check: NamedCheck;
    /** What the subject ran on. */
    readonly ranOn?: Pick<CounterexampleRule, 'versions' | 'digests'>;
    readonly program?: string | undefined;
    readonly path: string;
  },
): CounterexampleOrigin => {
  const folder = dirname(path);
  const code = codeOfLoad({
    rule: provenance.subject,
    options,
    ...(against && { against }),
    ...(lossFile !== undefined && { lossFile }),
    ...(python !== undefined && { python }),
  });
  const others = against?.kind === 'process' || lossFile?.endsWith('.py') === true;
  return {
    rule: {
      name,
      ...provenance,
      ...ranOn,
      ...(provenance.file !== null &&
        provenance.subject.kind === 'module' && { beside: importPath(folder, provenance.file) }),
      home: importPath(folder, '.'),
      ...(options.contract !== undefined && { contract: describePromise(options.contract) }),
      ...(against && { against: against.spec }),
      ...(lossFile !== undefined && { lossFile }),
      ...(python !== undefined && others && provenance.subject.python === undefined && { python }),
      ...(check.id === isolationCheck.id && { timeout }),
    },
    check: check.id,
    claim: check.claim,
    required: check.required,
    seed: options.seed,
    path,
    ...(program !== undefined && { program }),
    ...(codeOutside(code, ['.']).length > 0 && { allowOutside: true }),
  };
};

/**
 * What has to be loaded to run a stored counterexample again.
 *
 * @param path of its file; what it names relative to the folder of its run is found from here
 * @throws SubjectError where it names a promise or a rule to be compared with that there is not
 */
export const loadRequestOf = async (
  { rule, seed }: Pick<Counterexample, 'rule' | 'seed'>,
  path: string,
): Promise<LoadRequest> => {
  const { home, contract, against, lossFile } = rule;
  const python = rule.python ?? rule.subject?.python;
  const here = (file: string): string => (home === undefined ? file : foundFrom(dirname(path), home, file));
  return {
    rule: subjectFrom(rule, here),
    options: {
      ...optionsOfOneCase(seed),
      ...(contract !== undefined && { contract: storedPromise(contract) }),
    },
    ...(lossFile !== undefined && { lossFile: here(lossFile) }),
    ...(python !== undefined && { python }),
    ...(against !== undefined && { against: runBy(await recogniseOne(here(against)), python) }),
  };
};

/** The options under which any single case can be run. */
export const optionsOfOneCase = (seed: number): CampaignOptions => ({
  seed,
  runs: 1,
  dimension: { min: 1, max: largestDimension },
});

/** @throws SubjectError where the file has been edited, so that it names no promise */
const storedPromise = (text: string): DescentPromise => {
  const promise = parsePromise(text);
  if (promise !== undefined) return promise;
  throw new SubjectError({
    kind: 'unfit',
    says: `the counterexample names a contract that is no promise: it must be ${typedPromiseForms}, got contract = ${JSON.stringify(text)}`,
  });
};

/** A file as it is from here: as it was typed, or else from the working directory of the run that typed it. */
const foundFrom = (folder: string, home: string, file: string): string => {
  const there = relative(process.cwd(), resolve(folder, home, file));
  return !existsSync(file) && existsSync(there) ? `./${there}` : file;
};

/** The place of a contract, as it is from here. */
const placeFrom = (contract: string, here: (file: string) => string): string => {
  const file = fileOfPlace(contract);
  return `${here(file)}${contract.slice(file.length)}`;
};

/** The stored subject; where its spec is its file, as it is from here. */
const subjectFrom = (rule: CounterexampleRule, here: (file: string) => string): SubjectReference => {
  const stored = storedReference(rule);
  const { contract } = stored;
  const subject = contract === undefined ? stored : { ...stored, contract: placeFrom(contract, here) };
  const { file } = rule;
  if (file === null || file === undefined) return subject;
  const at = subject.spec.startsWith(`-- ${file}`) ? 3 : 0;
  if (!subject.spec.startsWith(file, at)) return subject;
  const [before, after] = [subject.spec.slice(0, at), subject.spec.slice(at + file.length)];
  return { ...subject, spec: `${before}${here(file)}${after}` };
};

/**
 * The rule of a counterexample that is stored in another place: its files are the same.
 *
 * @param from path of the file that holds it
 * @param to path of the file that will hold it
 */
export const movedRule = (rule: CounterexampleRule, from: string, to: string): CounterexampleRule => {
  const there = (path: string): string => importPath(dirname(to), resolve(dirname(from), path));
  const { beside, home } = rule;
  return {
    ...rule,
    ...(beside !== undefined && { beside: there(beside) }),
    ...(home !== undefined && { home: there(home) }),
  };
};
