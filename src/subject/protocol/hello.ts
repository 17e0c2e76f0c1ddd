import { parsePromise, typedPromiseForms } from '../../rules/declaration/promise.ts';
import type { DescentPromise, Hyperparameter, Precision } from '../../types/rule.ts';
import { type Encoding, protocolVersion } from './frame.ts';
import { fieldOf } from './jsonFrame.ts';

/** What a subject can do besides answering one step after another. */
export const knownCapabilities = ['eval', 'copy', 'random', 'memory'] as const;

export type RemoteCapability = (typeof knownCapabilities)[number];

/** What a subject says of itself in answer to a hello, checked and filled in. */
export interface Hello {
  readonly kind: string;
  readonly name: string;
  readonly encoding: Encoding;
  readonly returns: 'delta' | 'theta';
  readonly precision: Precision;
  readonly arithmetic?: Precision;
  /** How often θ may be rounded in one update: four times, unless it says otherwise, where θ is changed in place. */
  readonly roundings: number;
  readonly hyperparameters: Readonly<Record<string, Hyperparameter>>;
  readonly contract: RemoteContract;
  readonly traits: readonly string[];
  readonly domain: 'all' | 'positive';
  readonly stepSize: 'used' | 'internal';
  readonly shapes: 'vector' | 'matrix';
  readonly capabilities: readonly RemoteCapability[];
  /** Path and SHA-256 digest in hex. */
  readonly files: readonly (readonly [path: string, digest: string])[];
  readonly versions: Readonly<Record<string, string>>;
  readonly source?: string;
  /** Source in Python that runs it alone: it defines `begin(theta, step_size, hyperparameters, tensors)`. */
  readonly program?: string;
  /** What a loss says of itself, in place of a rule. */
  readonly loss?: unknown;
}

/** A contract in plain values. */
export interface RemoteContract {
  readonly effective?: DescentPromise;
  /** Greatest η·β for which it promises anything, β the smoothness of the loss. */
  readonly maxRelativeStepSize?: number;
  /** Names of losses, or facts that a loss has to have. */
  readonly losses?: readonly string[] | Readonly<Record<string, boolean>>;
  readonly minCosine?: number;
  /** λ of the objective L + ½λ‖θ‖². */
  readonly l2?: number;
  /** Suspicions that are intended, by id. */
  readonly expected?: readonly string[];
}

const precisions = ['float64', 'float32', 'bfloat16', 'float16'] as const;

/** In-place updates round θ after each of their parts. */
const usualRoundings = { delta: 1, theta: 4 } as const;
const lossFacts = ['convex', 'smooth', 'network', 'stochastic', 'timeVarying'];

/** Reads the answer to a hello, or says what is wrong with it, as the end of a sentence about the subject. */
export const readHello = (text: string): { readonly hello: Hello } | { readonly fault: string } => {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return { fault: `answers HELLO with what is no JSON: ${text.slice(0, 60)}` };
  }
  try {
    return { hello: helloOf(given) };
  } catch (error) {
    if (error instanceof FieldFault) return { fault: error.message };
    throw error;
  }
};

/** A field that is not as it must be; its message is the end of a sentence about the subject. */
class FieldFault extends Error {}

const helloOf = (given: unknown): Hello => {
  if (fieldOf(given, 'protocol') !== protocolVersion) {
    throw new FieldFault(
      `speaks protocol ${JSON.stringify(fieldOf(given, 'protocol'))}, this program speaks ${protocolVersion}; install the adapter that belongs to it`,
    );
  }
  const source = fieldOf(given, 'source');
  const returns = choice(given, 'returns', ['delta', 'theta']);
  const roundings = fieldOf(given, 'roundings') ?? usualRoundings[returns];
  if (!(typeof roundings === 'number' && Number.isInteger(roundings) && roundings >= 1))
    return wrong('roundings', 'a whole number from 1', roundings);
  return {
    kind: text(given, 'kind', 'other'),
    name: required(text(given, 'name', '')),
    encoding: choice(given, 'encoding', ['binary', 'json']),
    returns,
    roundings,
    ...(fieldOf(given, 'arithmetic') !== undefined && {
      arithmetic: choice(given, 'arithmetic', precisions),
    }),
    precision: choice(given, 'precision', precisions),
    hyperparameters: dictionary(given, 'hyperparameters', hyperparameterOf),
    contract: contractOf(fieldOf(given, 'contract') ?? {}),
    traits: texts(given, 'traits'),
    domain: choice(given, 'domain', ['all', 'positive']),
    stepSize: choice(given, 'stepSize', ['used', 'internal']),
    shapes: choice(given, 'shapes', ['vector', 'matrix']),
    capabilities: texts(given, 'capabilities').map((name) => {
      const known = knownCapabilities.find((capability) => capability === name);
      return known ?? wrong('capabilities', `among ${knownCapabilities.join(', ')}`, name);
    }),
    files: list(given, 'files').map((pair): readonly [string, string] => {
      const [path, digest]: unknown[] = Array.isArray(pair) ? pair : [];
      return typeof path === 'string' && typeof digest === 'string'
        ? [path, digest]
        : wrong('files', 'pairs of a path and a digest', pair);
    }),
    versions: dictionary(given, 'versions', (value, at) =>
      typeof value === 'string' ? value : wrong(at, 'text', value),
    ),
    ...(typeof source === 'string' && { source }),
    ...(fieldOf(given, 'program') !== undefined && { program: text(given, 'program', '') }),
    ...(fieldOf(given, 'loss') !== undefined && { loss: fieldOf(given, 'loss') }),
  };
};

const required = (name: string): string => (name === '' ? wrong('name', 'text', name) : name);

const wrong = (field: string, must: string, got: unknown): never => {
  throw new FieldFault(`says ${field} = ${JSON.stringify(got)} in its HELLO; it must be ${must}`);
};

const text = (given: unknown, field: string, otherwise: string): string => {
  const value = fieldOf(given, field) ?? otherwise;
  return typeof value === 'string' ? value : wrong(field, 'text', value);
};

/** The first choice is the default. */
const choice = <Choice extends string>(
  given: unknown,
  field: string,
  choices: readonly [Choice, ...Choice[]],
): Choice => {
  const value = fieldOf(given, field) ?? choices[0];
  return (
    choices.find((known) => known === value) ??
    wrong(field, choices.map((known) => `"${known}"`).join(' or '), value)
  );
};

const list = (given: unknown, field: string): readonly unknown[] => {
  const value = fieldOf(given, field) ?? [];
  return Array.isArray(value) ? value : wrong(field, 'a list', value);
};

const texts = (given: unknown, field: string): readonly string[] =>
  list(given, field).map((entry) =>
    typeof entry === 'string' ? entry : wrong(field, 'a list of names', entry),
  );

const dictionary = <Value>(
  given: unknown,
  field: string,
  read: (value: unknown, at: string) => Value,
): Readonly<Record<string, Value>> => {
  const value = fieldOf(given, field) ?? {};
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return wrong(field, 'an object', value);
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, read(entry, `${field}["${name}"]`)]),
  );
};

const hyperparameterOf = (value: unknown, at: string): Hyperparameter => {
  const [start, min, max] = ['default', 'min', 'max'].map((name) => fieldOf(value, name));
  const isRange =
    typeof min === 'number' &&
    typeof start === 'number' &&
    typeof max === 'number' &&
    min <= start &&
    start <= max;
  if (!isRange) return wrong(at, '{ default, min, max } with min ≤ default ≤ max', value);
  const unit = fieldOf(value, 'unit');
  if (unit === undefined || unit === null) return { default: start, min, max };
  return unit === 'gradient' || unit === 'squared gradient'
    ? { default: start, min, max, unit }
    : wrong(`${at}.unit`, '"gradient" or "squared gradient"', unit);
};

const contractOf = (given: unknown): RemoteContract => {
  if (typeof given !== 'object' || given === null) return { effective: promiseOf(given) };
  const number = (name: string, isGood: (value: number) => boolean, must: string): number | undefined => {
    const value = fieldOf(given, name);
    if (value === undefined || value === null) return undefined;
    return typeof value === 'number' && isGood(value) ? value : wrong(`contract.${name}`, must, value);
  };
  const effective = fieldOf(given, 'effective');
  const losses = fieldOf(given, 'losses');
  const maxRelativeStepSize = number('maxRelativeStepSize', (value) => value > 0, 'a number above 0');
  const minCosine = number('minCosine', (value) => value >= 0 && value <= 1, 'a number from 0 to 1');
  const l2 = number('l2', (value) => value >= 0, 'a number from 0');
  const expected = texts(given, 'expected');
  return {
    ...(effective !== undefined && { effective: promiseOf(effective) }),
    ...(losses !== undefined && { losses: lossesOf(losses) }),
    ...(maxRelativeStepSize !== undefined && { maxRelativeStepSize }),
    ...(minCosine !== undefined && { minCosine }),
    ...(l2 !== undefined && { l2 }),
    ...(expected.length > 0 && { expected }),
  };
};

const promiseOf = (given: unknown): DescentPromise => {
  const [[name, amount] = ['', undefined]] =
    typeof given === 'object' && given !== null ? Object.entries(given) : [[given, undefined]];
  const typed = amount === undefined ? String(name) : `${name}:${amount}`;
  return parsePromise(typed) ?? wrong('contract.effective', typedPromiseForms, given);
};

const lossesOf = (given: unknown): readonly string[] | Readonly<Record<string, boolean>> => {
  if (Array.isArray(given)) return texts({ losses: given }, 'losses');
  const facts = dictionary({ losses: given }, 'losses', (value, at) =>
    typeof value === 'boolean' ? value : wrong(at, 'true or false', value),
  );
  const unknown = Object.keys(facts).find((name) => !lossFacts.includes(name));
  return unknown === undefined
    ? facts
    : wrong('contract.losses', `facts among ${lossFacts.join(', ')}`, unknown);
};
