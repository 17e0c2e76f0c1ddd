import { truth } from '../../src/checks/outcome/outcome.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Json, Vector } from '../../src/types/vector.ts';
import { type Member, ofLosses } from '../subjects/members.ts';

const sameBits = (a: Vector, b: Vector): boolean =>
  a.length === b.length && a.every((entry, i) => Object.is(entry, b[i]));

/** Between the two evaluations others run at another point, so that scratch memory cannot hide a state. */
const holdsWith =
  (store: (parameters: Json) => Json): Holds<Member> =>
  ({ family, parameters, loss, theta, other, time }) => {
    const again = family.build(store(parameters));
    const first = { value: loss.value(theta, time), gradient: loss.gradient(theta, time) };
    const kept = first.gradient.slice();
    loss.roundoff(other, time);
    loss.gradient(other, time);
    const same =
      again.dimension === loss.dimension &&
      Object.is(again.value(theta, time), first.value) &&
      Object.is(loss.value(theta, time), first.value) &&
      sameBits(again.gradient(theta, time), kept) &&
      sameBits(first.gradient, kept);
    return truth(same);
  };

const rounded = (json: Json): Json => {
  if (typeof json === 'number') return Math.round(json * 2) / 2 || 1;
  if (Array.isArray(json)) return json.map(rounded);
  if (typeof json === 'object' && json !== null) {
    return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, rounded(value)]));
  }
  return json;
};

const claim: Claim<Member> = {
  id: 'L5-stored',
  claim:
    'parameters that went through a JSON file rebuild the same loss, bit for bit, and losses keep no state',
  source: 'definition',
  ...ofLosses(() => true),
  holds: holdsWith((parameters) => JSON.parse(JSON.stringify(parameters))),
  mutants: { 'numbers stored with one digit': holdsWith(rounded) },
};

export default claim;
