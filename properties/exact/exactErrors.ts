import type { Json } from '../../src/types/vector.ts';
import { formulas, rationalFamilies } from '../plain/formulas.ts';
import type { Member } from '../subjects/members.ts';
import { type Arithmetic, fixed, rationals } from './arithmetic.ts';

const isFields = (parameters: Json): parameters is { readonly [key: string]: Json } =>
  typeof parameters === 'object' && parameters !== null && !Array.isArray(parameters);

const fieldsOf = (parameters: Json): { readonly [key: string]: Json } =>
  isFields(parameters) ? parameters : {};

/** |computed − exact| / 1 as a double to a few digits, and whether it exceeds the bound, decided without rounding. */
export interface ExactError {
  readonly error: number;
  exceeds(bound: number): boolean;
}

const compare = <T>(a: Arithmetic<T>, exact: T, computed: number): ExactError => {
  const difference = a.sub(exact, a.of(computed));
  const size = a.sign(difference) < 0 ? a.sub(a.of(0), difference) : difference;
  return { error: a.toNumber(size), exceeds: (bound) => a.sign(a.sub(size, a.of(bound))) > 0 };
};

/** How far fl(L(θ, t)) is from L(θ, t). */
export const valueError = ({ family, parameters, loss, theta, time }: Member): ExactError => {
  const computed = loss.value(theta, time);
  const run = <T>(a: Arithmetic<T>): ExactError =>
    compare(
      a,
      formulas[family.name]!(
        a,
        fieldsOf(parameters),
        [...theta].map((x) => a.of(x)),
        a.of(time),
      ),
      computed,
    );
  return rationalFamilies.includes(family.name) ? run(rationals) : run(fixed);
};

/**
 * How far `computed` is from ∂ᵢL(θ, t).
 *
 * Polynomials up to degree 4 by [p(−2) − 8p(−1) + 8p(1) − p(2)]/12, which is their derivative exactly; others by a
 * central difference over 2⁻¹⁵⁰ in numbers of 640 bits, off by about 2⁻³⁰⁰.
 */
export const slopeError = (member: Member, computed: number): ExactError => {
  const { family, parameters, theta, time, coordinate, loss } = member;
  const at = <T>(a: Arithmetic<T>, step: number): T =>
    formulas[family.name]!(
      a,
      fieldsOf(parameters),
      [...theta].map((x, i) => (i === coordinate ? a.add(a.of(x), a.of(step)) : a.of(x))),
      a.of(time),
    );
  if (loss.facts.degree <= 4) {
    const a = rationals;
    const inner = a.mul(a.of(8), a.sub(at(a, 1), at(a, -1)));
    const outer = a.sub(at(a, 2), at(a, -2));
    return compare(a, a.div(a.sub(inner, outer), a.of(12)), computed);
  }
  const step = 2 ** -150;
  const rise = fixed.sub(at(fixed, step), at(fixed, -step));
  return compare(fixed, fixed.div(rise, fixed.of(2 * step)), computed);
};

/** L(θ + k(θ' − θ), t) in exact arithmetic, θ' being the member's other point. */
export const formulaAlong = <T>(a: Arithmetic<T>, member: Member, k: number): T => {
  const { family, parameters, theta, other, time } = member;
  const point = [...theta].map((x, i) => {
    const start = a.of(x);
    return a.add(start, a.mul(a.of(k), a.sub(a.of(other[i]!), start)));
  });
  return formulas[family.name]!(a, fieldsOf(parameters), point, a.of(time));
};

/** L(θ, t) in exact arithmetic at another time. */
export const formulaAt = <T>(a: Arithmetic<T>, { family, parameters, theta }: Member, time: T): T =>
  formulas[family.name]!(
    a,
    fieldsOf(parameters),
    [...theta].map((x) => a.of(x)),
    time,
  );
