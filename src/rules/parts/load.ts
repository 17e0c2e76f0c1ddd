import { closest } from 'fastest-levenshtein';
import { discover } from '../../discover.ts';
import type { NamedRule } from '../../types/rule.ts';

/** Every built-in rule, sorted by name. Cost: one import a rule, once. */
export const loadRules = async (): Promise<readonly NamedRule[]> =>
  (await discover(new URL('../', import.meta.url)))
    .filter(isNamedRule)
    .sort((a, b) => (a.name < b.name ? -1 : 1));

const isNamedRule = (value: unknown): value is NamedRule =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  typeof value.name === 'string' &&
  'update' in value &&
  typeof value.update === 'function';

/**
 * The built-in rule that a specification such as `adam` or `adam:beta1=0.9,epsilon=1e-8` names, with these defaults
 * of its hyperparameters.
 *
 * @throws RangeError where no rule or hyperparameter has the name, or the value is no number between its bounds
 */
export const configuredRule = async (specification: string): Promise<NamedRule> =>
  (await readSpecification(specification)).rule;

/** A rule with the values of hyperparameters that somebody typed beside its name. */
export interface SpecifiedRule {
  readonly rule: NamedRule;
  readonly typed: Readonly<Record<string, number>>;
}

/** As {@link configuredRule}, together with the values that the specification names. */
export const readSpecification = async (specification: string): Promise<SpecifiedRule> => {
  const [name = '', settings] = specification.split(/:(.*)/s);
  const rules = await loadRules();
  const rule = rules.find((known) => known.name === name);
  if (!rule) {
    throw new RangeError(
      `configuredRule: ${unknown(
        'name',
        name,
        rules.map((known) => known.name),
      )}`,
    );
  }
  if (settings === undefined) return { rule, typed: {} };
  const hyperparameters = { ...rule.hyperparameters };
  const typed: Record<string, number> = {};
  for (const setting of settings.split(',')) {
    const [key = '', text = ''] = setting.split(/=(.*)/s);
    const range = Object.hasOwn(hyperparameters, key) ? hyperparameters[key] : undefined;
    if (!range) {
      throw new RangeError(
        `configuredRule: ${unknown(`hyperparameter of ${name}`, key, Object.keys(hyperparameters))}`,
      );
    }
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!(value >= range.min && value <= range.max)) {
      throw new RangeError(
        `configuredRule: ${key} must be a number from ${range.min} to ${range.max}, got ${key} = ${text}`,
      );
    }
    hyperparameters[key] = { ...range, default: value };
    typed[key] = value;
  }
  return { rule: { ...rule, hyperparameters }, typed };
};

const unknown = (what: string, got: string, known: readonly string[]): string => {
  const hint =
    known.length > 0 ? `did you mean ${closest(got, known)}? Known: ${known.join(', ')}` : 'it has none';
  return `${what} must be a known one, got ${what} = ${got} (${hint})`;
};
