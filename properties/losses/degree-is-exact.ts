import { truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import { rationals } from '../exact/arithmetic.ts';
import { formulaAlong } from '../exact/exactErrors.ts';
import { type Member, ofLosses } from '../subjects/members.ts';

/** The k-th finite difference of n points along a line, in exact arithmetic: 0 for polynomials of degree below k. */
const difference = (member: Member, order: number): boolean => {
  const a = rationals;
  let values = Array.from({ length: order + 1 }, (_, k) => formulaAlong(a, member, k));
  while (values.length > 1) values = values.slice(1).map((value, i) => a.sub(value, values[i]!));
  return a.sign(values[0]!) === 0;
};

const holdsWith =
  (order: (member: Member) => number): Holds<Member> =>
  (member) =>
    truth(difference(member, order(member)));

const claim: Claim<Member> = {
  id: 'L2-degree',
  claim: 'along every line the difference of order degree + 1 of a polynomial loss vanishes',
  source: 'definition; exact rational arithmetic',
  ...ofLosses(({ facts }) => Number.isFinite(facts.degree)),
  holds: holdsWith(({ loss }) => loss.facts.degree + 1),
  mutants: { 'a degree one lower': holdsWith(({ loss }) => loss.facts.degree) },
};

export default claim;
