import type { Hyperparameter, NamedRule } from '../../types/rule.ts';
import { ownName } from './synonyms.ts';

/** Hyperparameters by name. */
export type Hyperparameters = Readonly<Record<string, number>>;

/**
 * What a rule runs with where the user fixed values of the reference: of those that it declares too, the fixed value
 * where that lies in its range, else its default; a rule is never run outside of its range.
 */
const fixedFor = (rule: NamedRule, fixed: Hyperparameters): Hyperparameters =>
  Object.fromEntries(
    Object.entries(fixed).flatMap(([name, value]) => {
      const own = ownName(rule.hyperparameters, name);
      const range = own === undefined ? undefined : rule.hyperparameters[own];
      return own !== undefined && range
        ? [[own, value >= range.min && value <= range.max ? value : range.default]]
        : [];
    }),
  );

/** The hyperparameters of a case, with {@link fixedFor} in place of what was drawn, or stored by another run. */
export const hyperparametersFor = (
  rule: NamedRule,
  drawn: Hyperparameters,
  fixed: Hyperparameters,
): Hyperparameters => ({ ...drawn, ...fixedFor(rule, fixed) });

/** The ranges that cases are drawn from: those of the rule, with {@link fixedFor} as the only value. */
export const rangesFor = (
  rule: NamedRule,
  fixed: Hyperparameters,
): Readonly<Record<string, Hyperparameter>> => {
  const own = fixedFor(rule, fixed);
  return Object.fromEntries(
    Object.entries(rule.hyperparameters).map(([name, range]) => {
      const value = Object.hasOwn(own, name) ? own[name] : undefined;
      return [name, value === undefined ? range : { ...range, default: value, min: value, max: value }];
    }),
  );
};

/** `adam with beta1 = 0.8`. */
export const namedWith = (reference: NamedRule, fixed: Hyperparameters): string => {
  const values = Object.entries(fixed).map(([name, value]) => `${name} = ${value}`);
  return values.length === 0 ? reference.name : `${reference.name} with ${values.join(', ')}`;
};

/** `; the rule runs with beta1 = 0.9, its range being without 0.8`, or nothing. */
export const outOfRange = (rule: NamedRule, fixed: Hyperparameters): string =>
  Object.entries(fixedFor(rule, fixed))
    .map(([name, value]) => ({ name, value, asked: fixed[ownName(fixed, name) ?? name] }))
    .filter(({ value, asked }) => value !== asked)
    .map(
      ({ name, value, asked }) => `; the rule runs with ${name} = ${value}, its range being without ${asked}`,
    )
    .join('');
