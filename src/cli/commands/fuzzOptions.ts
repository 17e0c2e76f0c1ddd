import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LoadRequest } from '../../campaign/executor.ts';
import type { RiskGoal, Shard } from '../../campaign/request.ts';
import { loadRules } from '../../catalog/rules.ts';
import { SubjectError, suggest, UsageError } from '../../errors.ts';
import { plural } from '../../numbers.ts';
import { describePromise } from '../../rules/declaration/promise.ts';
import {
  composedReference,
  provenanceOf,
  recognise,
  recogniseOne,
  runBy,
  servedAt,
} from '../../subject/catalog.ts';
import type { Provenance, SubjectReference } from '../../subject/subject.ts';
import { isModulePath } from '../../subject/userModule.ts';
import type { RuleCases } from '../../types/report.ts';
import type { DescentPromise } from '../../types/rule.ts';
import { type DimensionRange, optionBounds } from '../../types/scenario.ts';
import { riskText } from '../../verdict/risk.ts';
import { casesForRisk } from '../../verdict/verdict.ts';
import type { ConfiguredOptions } from '../configuration/configured.ts';
import type { ConfiguredRule } from '../configuration/readValues.ts';
import type { Reporter } from './reporters.ts';

/** Every built-in loss; loaded where it is asked for, since the losses are much of this program. */
const builtInFamilies = async () => (await import('../../catalog/losses.ts')).loadEveryFamily();

/** The options of `fuzz`, parsed. */
export interface FuzzOptions extends ConfiguredOptions {
  /** Cases of each check: 1000, or those that the risk takes; beside a risk, as many at most. */
  readonly runs?: number;
  /** The residual risk that is to be reached. */
  readonly risk?: number;
  readonly time?: number;
  readonly seed?: number;
  readonly loss?: string;
  readonly dimension?: DimensionRange;
  readonly steps?: number;
  readonly contract?: DescentPromise;
  readonly against?: string;
  /** Interpreter of subjects in Python. */
  readonly python?: string;
  /** The pipes `IN:OUT` at which a running program serves the subject. */
  readonly channel?: string;
  readonly generate?: number;
  readonly workers?: number;
  readonly shard?: Shard | undefined;
  readonly timeout: number;
  /** How far it has come is kept, and it goes on from where an earlier process has come. */
  readonly resume?: boolean;
  /** A folder of counterexamples that runs share. */
  readonly corpus?: string;
  readonly report: string;
  readonly json: boolean;
  readonly quiet: boolean;
  /** A suspicion falsifies. */
  readonly strict: boolean;
  /** Which laws each rule obeys is printed, too. */
  readonly verbose: boolean;
  /** It ends with the first failure. */
  readonly failFast: boolean;
  /** A report whose failures are known. */
  readonly baseline?: string;
  readonly reporter: Reporter;
  /** Is told which files each subject was loaded from. */
  readonly onLoaded?: (files: readonly string[]) => void;
}

/** Whether a file of the report is printed, and nothing else. */
export const printsFile = ({ json, reporter }: Pick<FuzzOptions, 'json' | 'reporter'>): boolean =>
  json || reporter === 'json' || reporter === 'junit';

/** @throws UsageError where two options exclude each other */
export const refuseContradictions = (names: readonly string[], options: FuzzOptions): void => {
  const asked = options.json ? '--json' : `--reporter ${options.reporter}`;
  if (printsFile(options) && options.quiet)
    throw new UsageError(`${asked} and --quiet exclude each other: ${asked} prints nothing but the report`);
  if (options.json && !['default', 'json'].includes(options.reporter))
    throw new UsageError(`--json and --reporter ${options.reporter} exclude each other: name one`);
  if (options.channel !== undefined) refuseBesideChannel(names, options);
  refuseTooFew(options);
  if (options.generate === undefined) return;
  if (names.length > 0) throw new UsageError('--generate composes its own rules: name none beside it');
  if (options.against !== undefined) {
    throw new UsageError('--generate and --against exclude each other: composed rules agree with no other');
  }
};

/** Cases of each check that are run at first, and where no risk is to be reached at all. */
export const firstCases = ({ runs = 1000, risk }: Pick<FuzzOptions, 'runs' | 'risk'>): number =>
  risk === undefined ? runs : casesForRisk(risk);

/** What has to be decided for the risk that is to be reached. */
export const riskGoal = ({ runs, risk }: Pick<FuzzOptions, 'runs' | 'risk'>): RiskGoal | undefined =>
  risk === undefined ? undefined : { decided: casesForRisk(risk), most: runs ?? optionBounds.runs.max };

/** A risk takes as many cases as it has to decide. */
const refuseTooFew = ({ runs, risk }: Pick<FuzzOptions, 'runs' | 'risk'>): void => {
  if (risk === undefined || runs === undefined || runs >= casesForRisk(risk)) return;
  throw new UsageError(
    `--runs ${runs}: --risk ${riskText(risk)} takes ${plural(casesForRisk(risk), 'case')} of each check at least; leave out --runs`,
  );
};

/** One program answers one worker. */
const refuseBesideChannel = (
  names: readonly string[],
  { generate, workers }: Pick<FuzzOptions, 'generate' | 'workers'>,
): void => {
  if (names.length !== 1 || generate !== undefined)
    throw new UsageError('--channel: name the one subject that is served there');
  if (workers !== undefined && workers !== 1)
    throw new UsageError('--channel and --workers exclude each other: a channel serves one worker');
};

/** A subject, with what it alone has to agree with. */
export interface FuzzedSubject extends Provenance {
  readonly against?: string;
}

/**
 * What is fuzzed: what the arguments name, rules composed at random, or else every built-in rule.
 *
 * @throws SubjectError where an argument names nothing
 */
export const subjectsOf = async (
  names: readonly string[],
  { generate, python, channel, configuration }: FuzzOptions,
  seed: number,
): Promise<readonly FuzzedSubject[]> => {
  if (generate !== undefined) {
    const indices = Array.from({ length: generate }, (_, index) => index);
    return Promise.all(indices.map((index) => provenanceOf(composedReference(seed, index))));
  }
  const typed = names.length === 0 ? (await loadRules()).map(({ name }) => name) : [...new Set(names)];
  const references = await Promise.all(typed.map(recognise));
  const subjects = references.flat().map((reference) => runBy(reference, python));
  // Where it is served is no part of what it is: no counterexample stores it.
  if (channel !== undefined) for (const subject of subjects) servedAt(subject, channel);
  const entries = await entriesOf(configuration?.rules ?? []);
  return Promise.all(
    once(subjects, entries.size > 0).map(async (subject) => {
      const { contract, against } = entries.get(keyOf(subject)) ?? {};
      return {
        ...(await provenanceOf(contract === undefined ? subject : { ...subject, contract })),
        ...(against !== undefined && { against }),
      };
    }),
  );
};

/** What a configuration says of each rule that it names; of one that it names twice, what it says last. */
const entriesOf = async (rules: readonly ConfiguredRule[]): Promise<ReadonlyMap<string, ConfiguredRule>> => {
  const said = rules.filter(({ against, contract }) => against !== undefined || contract !== undefined);
  const named = await Promise.all(said.map(async (entry) => ({ entry, of: await recognise(entry.rule) })));
  return new Map(named.flatMap(({ entry, of }) => of.map((subject) => [keyOf(subject), entry])));
};

/** What two references to the same subject share. */
const keyOf = ({ kind, spec }: SubjectReference): string =>
  `${kind} ${kind === 'module' ? resolve(spec) : spec.replace(/^\.\//, '')}`;

/** Each subject once, where a configuration names a folder and files of it. */
const once = (subjects: readonly SubjectReference[], isConfigured: boolean): readonly SubjectReference[] => {
  const keys = subjects.map(keyOf);
  return isConfigured ? subjects.filter((_, i) => keys.indexOf(keys[i]!) === i) : subjects;
};

/**
 * What all rules of the run share.
 *
 * @throws UsageError where a loss is unknown, or none has the dimensions; SubjectError where the reference is none
 */
export const settingOf = async (options: FuzzOptions, seed: number): Promise<Omit<LoadRequest, 'rule'>> => {
  const { loss, against, python, dimension, steps, contract } = options;
  const lossFile = loss !== undefined && (isModulePath(loss) || loss.endsWith('.py')) ? loss : undefined;
  const losses = loss === undefined || lossFile !== undefined ? undefined : await knownLosses(loss);
  if (lossFile === undefined && dimension) await refuseEmptyRange(dimension, losses);
  return {
    options: {
      seed,
      runs: firstCases(options),
      ...(dimension && { dimension }),
      ...(steps !== undefined && { steps }),
      ...(contract !== undefined && { contract }),
      ...(losses && { losses }),
    },
    ...(lossFile !== undefined && { lossFile }),
    ...(python !== undefined && { python }),
    ...(options.onLoaded && { traced: true }),
    ...(against !== undefined && { against: runBy(await referenceOf(against), python) }),
  };
};

/** The rule that others are compared with. @throws SubjectError where there is none, or no such file */
export const referenceOf = async (against: string): Promise<SubjectReference> => {
  const reference = await recogniseOne(against);
  const { file } = await provenanceOf(reference);
  if (file === null || existsSync(file)) return reference;
  throw new SubjectError({
    kind: 'does-not-load',
    path: against,
    says: 'there is no such file; check the path',
  });
};

/** @throws UsageError where no loss has a dimension in the range */
const refuseEmptyRange = async (
  { min, max }: DimensionRange,
  losses: readonly string[] | undefined,
): Promise<void> => {
  const families = (await builtInFamilies()).filter(({ name }) => losses?.includes(name) ?? true);
  if (families.some(({ dimensions }) => dimensions.min <= max && dimensions.max >= min)) return;
  const ranges = families
    .map(({ name, dimensions }) => `${name} ${dimensions.min}..${dimensions.max}`)
    .join(', ');
  throw new UsageError(`--dimension: no loss has a dimension in ${min}..${max}; there are ${ranges}`);
};

const knownLosses = async (given: string): Promise<readonly string[]> => {
  const known = (await builtInFamilies()).map(({ name }) => name);
  const names = given.split(',').map((name) => name.trim());
  for (const name of names) {
    if (!known.includes(name)) {
      throw new UsageError(
        `--loss: there is no loss "${name}"; ${suggest(name, known, 'natgrad-check list losses')}`,
      );
    }
  }
  return names;
};

/** Which cases of each rule a run with these options makes. */
export const casesOf = (options: FuzzOptions, own: Pick<FuzzedSubject, 'subject' | 'against'>): RuleCases => {
  const { runs, risk, shard, loss, dimension, steps, contract } = options;
  const against = own.against ?? options.against;
  return {
    runs: runs ?? firstCases(options),
    parts: [shard ? shard.index + 1 : 1],
    of: shard?.count ?? 1,
    options: {
      ...(loss !== undefined && { loss }),
      ...(dimension && { dimension: `${dimension.min}..${dimension.max}` }),
      ...(steps !== undefined && { steps: String(steps) }),
      ...(contract !== undefined && { contract: describePromise(contract) }),
      ...(against !== undefined && { against }),
      ...(risk !== undefined && { risk: riskText(risk) }),
      ...(own.subject.contract !== undefined && { configured: own.subject.contract }),
    },
  };
};
