import { distance } from 'fastest-levenshtein';
import { errorText, valueText } from '../errors.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import { promiseFault } from '../rules/declaration/promise.ts';
import type { Contract, LearningRule, NamedRule, Precision } from '../types/rule.ts';
import { contractFields, ruleFields, snapshotOfContract, snapshotOfRule } from './ruleSnapshot.ts';

/**
 * The rule that a value is, or what is wrong with its shape, as the end of a sentence. Its fields are read once: what was
 * looked at is what is used.
 */
export const readRule = (
  exported: unknown,
): { readonly rule: LearningRule | LearningRule['update'] } | { readonly fault: string } => {
  try {
    const snapshot = typeof exported === 'object' && exported !== null ? snapshotOfRule(exported) : exported;
    const fault = ruleFault(snapshot);
    // The border where user code is loaded: `ruleFault` has looked at every field.
    return fault === undefined ? { rule: snapshot as LearningRule | LearningRule['update'] } : { fault };
  } catch (error) {
    // A getter of the user's object may throw, or a trap where it is a proxy.
    return { fault: `throws "${errorText(error)}" where its fields are read` };
  }
};

/** The contract that a value is, each field read once, or what is wrong with it, as the end of a sentence. */
export const readContract = (
  given: unknown,
): { readonly contract: Contract } | { readonly fault: string } => {
  if (given === undefined) return { fault: 'has no contract' };
  const snapshot = snapshotOfContract(given);
  const fault = contractFault(snapshot);
  // As of a rule: every field has been looked at.
  return fault === undefined ? { contract: snapshot as Contract } : { fault };
};

/** Whether what a file exports is a rule, though perhaps with a fault: it has a part that only rules have. */
export const isMeantAsRule = (exported: unknown): boolean => {
  try {
    if (typeof exported === 'function') return !isClass(exported) || 'update' in Object(exported.prototype);
    if (typeof exported !== 'object' || exported === null) return false;
    return (
      'then' in exported ||
      ['update', ...ownParts].some((part) => part in exported) ||
      Object.entries(exported).some(
        ([field, value]) => typeof value === 'function' && isSlip(field, 'update'),
      )
    );
  } catch {
    return true;
  }
};

/** Parts of a rule that neither a loss nor a check has. */
const ownParts = ['init', 'contract', 'traits', 'hyperparameters'];

const isClass = (value: object): boolean => /^class\b/.test(Function.prototype.toString.call(value));

/** A rule or a bare update function, as {@link readRule} has it, with the name that reports call it by. */
export const nameRule = (rule: LearningRule | LearningRule['update'], fallback: string): NamedRule =>
  typeof rule === 'function'
    ? completeRule({ name: fallback, update: rule })
    : completeRule({ ...rule, name: rule.name ?? fallback });

/** What is wrong with the shape of an exported rule, as the end of a sentence; undefined where nothing is. */
export const ruleFault = (value: unknown): string | undefined => {
  const form =
    'export a function of { theta, gradient, stepSize, … } that returns Δθ, or an object with it as "update"';
  if (typeof value === 'function') {
    return isClass(value)
      ? 'is a class; export an instance, or an object with an "update" function'
      : undefined;
  }
  if (typeof value !== 'object' || value === null) return `is ${kindOf(value)}; ${form}`;
  if ('then' in value) return `is a promise; ${form}`;
  if (!('update' in value)) return `has no "update"; ${form}`;
  if (typeof value.update !== 'function') return `has an "update" that is ${kindOf(value.update)}; ${form}`;
  if ('init' in value && value.init !== undefined && typeof value.init !== 'function') {
    return `has an "init" that is ${kindOf(value.init)}; make it a function of θ that returns the state`;
  }
  for (const field of ['name', 'source']) {
    const text: unknown = Reflect.get(value, field);
    if (text !== undefined && typeof text !== 'string') {
      return `has a "${field}" that is ${kindOf(text)}; make it a string`;
    }
  }
  return (
    fieldFault(value, ruleFields, '') ??
    choiceFault(value, 'domain', ['all', 'positive']) ??
    choiceFault(value, 'precision', precisions) ??
    choiceFault(value, 'arithmetic', precisions) ??
    roundingsFault('roundings' in value ? value.roundings : undefined) ??
    choiceFault(value, 'stepSize', ['used', 'internal']) ??
    choiceFault(value, 'shapes', ['vector', 'matrix']) ??
    traitsFault('traits' in value ? value.traits : undefined) ??
    hyperparametersFault('hyperparameters' in value ? value.hyperparameters : undefined) ??
    contractFault('contract' in value ? value.contract : undefined)
  );
};

const precisions: readonly Precision[] = ['float64', 'float32', 'bfloat16', 'float16'];

const roundingsFault = (given: unknown): string | undefined =>
  given === undefined || (typeof given === 'number' && Number.isInteger(given) && given >= 1)
    ? undefined
    : `has roundings = ${String(given)}; it must be how often an update rounds θ, a whole number from 1`;

/** A field that is one slip away from a known one: it would be ignored without a word. Other fields are the user's own. */
const fieldFault = (value: object, known: readonly string[], prefix: string): string | undefined => {
  for (const field of Object.keys(value)) {
    const meant = known.includes(field) ? undefined : known.find((name) => isSlip(field, name));
    if (meant !== undefined && !Object.hasOwn(value, meant)) {
      return `has a field "${prefix}${field}"; did you mean "${prefix}${meant}"?`;
    }
  }
  return undefined;
};

/** One letter off, two in a long name, or only the case: near enough to be no name of the user's own. */
const isSlip = (field: string, name: string): boolean =>
  field.toLowerCase() === name.toLowerCase() || distance(field, name) <= (name.length >= 6 ? 2 : 1);

const choiceFault = (value: object, field: string, choices: readonly string[]): string | undefined => {
  const given: unknown = Reflect.get(value, field);
  if (given === undefined || choices.some((choice) => choice === given)) return undefined;
  return `has ${field} = ${valueText(given)}; it must be ${choices.map((choice) => `"${choice}"`).join(' or ')}`;
};

const traitsFault = (traits: unknown): string | undefined =>
  traits === undefined || (Array.isArray(traits) && traits.every((trait) => typeof trait === 'string'))
    ? undefined
    : 'has "traits" that are not a list of names; see "natgrad-check list checks"';

const hyperparametersFault = (declared: unknown): string | undefined => {
  if (declared === undefined) return undefined;
  if (typeof declared !== 'object' || declared === null) {
    return `has "hyperparameters" that are ${kindOf(declared)}; write { name: { default, min, max } }`;
  }
  for (const [name, range] of Object.entries(declared)) {
    const field = (key: string): unknown =>
      typeof range === 'object' && range !== null ? Reflect.get(range, key) : undefined;
    const [low, start, high] = [field('min'), field('default'), field('max')];
    const ordered =
      typeof low === 'number' &&
      typeof start === 'number' &&
      typeof high === 'number' &&
      low <= start &&
      start <= high;
    if (!ordered || !Number.isFinite(low) || !Number.isFinite(high)) {
      return `has a hyperparameter "${name}" without finite min ≤ default ≤ max; write { default, min, max }`;
    }
    const unit = field('unit');
    if (unit !== undefined && unit !== 'gradient' && unit !== 'squared gradient') {
      return `has a hyperparameter "${name}" with unit = ${valueText(unit)}; it must be "gradient" or "squared gradient"`;
    }
  }
  return undefined;
};

const contractFault = (contract: unknown): string | undefined => {
  if (contract === undefined) return undefined;
  if (typeof contract !== 'object' || contract === null)
    return `has a "contract" that is ${kindOf(contract)}; make it an object`;
  const field = (key: string): unknown => Reflect.get(contract, key);
  const slip = fieldFault(contract, contractFields, 'contract.');
  if (slip !== undefined) return slip;
  for (const name of ['maxStepSize', 'objective']) {
    if (field(name) !== undefined && typeof field(name) !== 'function') {
      return `has contract.${name} that is ${kindOf(field(name))}; make it a function of the loss`;
    }
  }
  const cosine = field('minCosine');
  if (cosine !== undefined && !(typeof cosine === 'number' && cosine >= 0 && cosine <= 1)) {
    return `has contract.minCosine = ${valueText(cosine)}; it must be a number from 0 to 1`;
  }
  const losses = field('losses');
  if (
    losses !== undefined &&
    typeof losses !== 'function' &&
    !(Array.isArray(losses) && losses.every((name) => typeof name === 'string'))
  ) {
    return 'has contract.losses that are neither a list of names nor a function of facts';
  }
  const expected = field('expected');
  if (
    expected !== undefined &&
    !(Array.isArray(expected) && expected.every((id) => typeof id === 'string'))
  ) {
    return 'has contract.expected that is no list of names; see "natgrad-check list suspicions"';
  }
  return promiseFault(field('effective'));
};

const kindOf = (value: unknown): string => {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};
