import type { Contract, LearningRule } from '../types/rule.ts';

/** The fields of a rule; a field that is not among them is not read. */
export const ruleFields: readonly string[] = Object.keys({
  name: true,
  source: true,
  init: true,
  update: true,
  contract: true,
  traits: true,
  domain: true,
  precision: true,
  arithmetic: true,
  roundings: true,
  stepSize: true,
  shapes: true,
  hyperparameters: true,
} satisfies Readonly<Record<keyof LearningRule, true>>);

/** The fields of a contract. */
export const contractFields: readonly string[] = Object.keys({
  effective: true,
  maxStepSize: true,
  losses: true,
  objective: true,
  minCosine: true,
  expected: true,
} satisfies Readonly<Record<keyof Contract, true>>);

/** Most names or hyperparameters that a rule may list. */
const mostItems = 1000;

/**
 * What a file exports as a rule, read once: each field as it was then, whatever a getter or a proxy says later, and its
 * functions as functions of that object. A field of another name is there without its value.
 *
 * @throws whatever a getter or a trap of the object throws
 */
export const snapshotOfRule = (exported: object): object => {
  const fields = fieldsOf(exported, [...ruleFields, 'then']);
  return {
    ...fields,
    ...('contract' in fields && { contract: snapshotOfContract(fields.contract) }),
    ...('traits' in fields && { traits: listOf(fields.traits) }),
    ...('hyperparameters' in fields && { hyperparameters: rangesOf(fields.hyperparameters) }),
  };
};

/** A contract, read once as a rule is; anything else as it is. */
export const snapshotOfContract = (contract: unknown): unknown => {
  if (!isObject(contract)) return contract;
  const fields = fieldsOf(contract, contractFields);
  return {
    ...fields,
    ...('losses' in fields && { losses: listOf(fields.losses) }),
    ...('expected' in fields && { expected: listOf(fields.expected) }),
    ...('effective' in fields && { effective: entriesOf(fields.effective) }),
  };
};

/** A list of names as it is now; null where it is far too long for one. */
const listOf = (list: unknown): unknown => {
  if (!Array.isArray(list)) return list;
  return list.length <= mostItems ? Array.from({ length: list.length }, (_, i): unknown => list[i]) : null;
};

/** The entries of an object as they are now. */
const entriesOf = (value: unknown): unknown =>
  isObject(value) ? Object.fromEntries(Object.entries(value)) : value;

const rangesOf = (declared: unknown): unknown => {
  const entries = entriesOf(declared);
  if (!isObject(entries)) return entries;
  return Object.fromEntries(
    Object.entries(entries).map(([name, range]) => [
      name,
      isObject(range) ? fieldsOf(range, ['default', 'min', 'max', 'unit']) : range,
    ]),
  );
};

/** The known fields that an object has, each read once; functions keep their `this`. Its own other fields are undefined. */
const fieldsOf = (value: object, known: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries([
    ...Object.keys(value).map((name): [string, unknown] => [name, undefined]),
    ...known.filter((name) => name in value).map((name): [string, unknown] => [name, fieldOf(value, name)]),
  ]);

const fieldOf = (value: object, name: string): unknown => {
  const field: unknown = Reflect.get(value, name);
  return typeof field === 'function' ? Function.prototype.bind.call(field, value) : field;
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
