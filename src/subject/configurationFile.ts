import { createHash } from 'node:crypto';
import { basename, extname, resolve } from 'node:path';
import { errorText, SubjectError, valueText } from '../errors.ts';
import { fileLimits, readRegularFile } from '../regularFile.ts';
import { parsePromise, typedPromiseForms } from '../rules/declaration/promise.ts';
import type { LoadedFile } from '../types/campaign.ts';
import type { Contract } from '../types/rule.ts';
import { readContract } from './ruleShape.ts';
import { loadUserModule } from './userModule.ts';

/** The field of package.json that holds a configuration. */
export const packageField = 'natgrad-check';

/** What a file of configuration holds, as its own code made it, functions and all. */
interface OpenConfiguration {
  readonly exported: unknown;
  readonly loaded: LoadedFile;
}

/** @throws SubjectError where it does not load, or exports no object of options */
const openConfiguration = async (file: string): Promise<OpenConfiguration> => {
  const { exported, loaded } = extname(file) === '.json' ? readJson(file) : await loadUserModule(file);
  if (typeof exported === 'object' && exported !== null && !Array.isArray(exported) && !('then' in exported))
    return { exported, loaded };
  throw new SubjectError({
    kind: 'unfit',
    path: file,
    says: `must export an object of options by default, such as { rules: ['./rules'], runs: 500 }, got ${typeof exported === 'function' ? 'a function' : valueText(exported)}`,
  });
};

const readJson = (file: string): OpenConfiguration => {
  try {
    const text = readRegularFile(resolve(file), { limit: fileLimits.module });
    const value: unknown = JSON.parse(text);
    const isPackage = basename(file) === 'package.json' && typeof value === 'object' && value !== null;
    return {
      exported: isPackage ? Reflect.get(value, packageField) : value,
      loaded: { file, digest: createHash('sha256').update(text).digest('hex') },
    };
  } catch (error) {
    throw new SubjectError({
      kind: 'does-not-load',
      path: file,
      says: `cannot be read (${errorText(error)})`,
    });
  }
};

/** What stands in the place of a function where a configuration is handed on in plain values. */
export const functionMark = 'a function';

/**
 * A configuration in plain values: what its code made, without its functions. Contracts of rules are looked at here, where
 * their functions are.
 *
 * @throws SubjectError with one line for the user
 */
export const plainConfiguration = async (file: string): Promise<unknown> => {
  const { exported } = await openConfiguration(file);
  try {
    const rules: unknown = Reflect.get(Object(exported), 'rules');
    for (const [i, entry] of (Array.isArray(rules) ? rules : []).entries()) {
      const fault = contractFaultOf(Object(entry));
      if (fault !== undefined)
        throw new SubjectError({ kind: 'unfit', path: file, says: `rules[${i}] ${fault}` });
    }
    return plain(exported, deepest);
  } catch (error) {
    if (error instanceof SubjectError) throw error;
    throw new SubjectError({
      kind: 'unfit',
      path: file,
      says: `throws "${errorText(error)}" where it is read`,
    });
  }
};

const contractFaultOf = (entry: object): string | undefined => {
  const contract: unknown = Reflect.get(entry, 'contract');
  if (contract === undefined) return undefined;
  const read = contractOf(contract);
  return 'fault' in read ? read.fault : undefined;
};

/** Levels of a configuration that are looked at. */
const deepest = 8;

const plain = (value: unknown, levels: number): unknown => {
  if (typeof value === 'function') return functionMark;
  if (typeof value === 'bigint' || typeof value === 'symbol') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) throw new RangeError('it is nested too deep');
  return Array.isArray(value)
    ? value.map((item) => plain(item, levels - 1))
    : Object.fromEntries(Object.entries(value).map(([name, field]) => [name, plain(field, levels - 1)]));
};

/** A contract as a configuration may state it: in full, or its promise alone, as it is typed. */
const contractOf = (given: unknown): { readonly contract: Contract } | { readonly fault: string } => {
  if (typeof given !== 'string') return readContract(given);
  const effective = parsePromise(given);
  return effective === undefined
    ? { fault: `has contract = ${valueText(given)}; it must be ${typedPromiseForms}` }
    : { contract: { effective } };
};

/** Where a contract stands: in a file of configuration, by the number of its rule there. `natgrad.config.ts#rules[0]` */
const place = /^(.*)#rules\[(\d+)\]$/s;

/** The place of the contract of a rule of a configuration, as references and stored cases have it. */
export const contractPlace = (file: string, index: number): string => `${file}#rules[${index}]`;

/** The file of a place. */
export const fileOfPlace = (typed: string): string => place.exec(typed)?.[1] ?? typed;

/** The contract at a place, with its functions. @throws SubjectError where there is none any more */
export const contractAt = async (
  typed: string,
): Promise<{ readonly contract: Contract; readonly loaded: LoadedFile }> => {
  const file = fileOfPlace(typed);
  const index = Number(place.exec(typed)?.[2]);
  const { exported, loaded } = await openConfiguration(file);
  const rules: unknown = Reflect.get(Object(exported), 'rules');
  const entry: unknown = Array.isArray(rules) ? rules[index] : undefined;
  const read = contractOf(Reflect.get(Object(entry), 'contract'));
  if ('fault' in read)
    throw new SubjectError({ kind: 'unfit', path: file, says: `rules[${index}] ${read.fault}` });
  return { contract: read.contract, loaded };
};
