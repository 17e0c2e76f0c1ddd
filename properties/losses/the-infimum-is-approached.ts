import { vacuous } from '../../src/checks/outcome/outcome.ts';
import { irisData } from '../../src/losses/data/irisData.ts';
import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Vector } from '../../src/types/vector.ts';
import { type Member, ofLosses } from '../subjects/members.ts';

type Rows = readonly (readonly number[])[];

/** 2¹⁶ times differences of scores of a twentieth or more leave nothing of exp(−difference) in doubles. */
const doublings = 16;

const along = (u: readonly number[], x: readonly number[]): number =>
  u.reduce((sum, weight, j) => sum + weight * x[j]!, 0);

/** u with uᵀx > 0 on ours and uᵀx < 0 on theirs, one measurement less a threshold; the last entry of a row is 1. */
const parting = (columns: number, ours: Rows, theirs: Rows): readonly number[] | undefined => {
  const unit = new Array<number>(columns).fill(0);
  if (theirs.length === 0) return unit.with(-1, 1);
  if (ours.length === 0) return unit.with(-1, -1);
  for (const j of unit.keys()) {
    for (const sign of [1, -1]) {
      const least = Math.min(...ours.map((x) => sign * x[j]!));
      const greatest = Math.max(...theirs.map((x) => sign * x[j]!));
      if (least > greatest) return unit.with(j, sign).with(-1, -(least + greatest) / 2);
    }
  }
  return undefined;
};

/** A direction along which every flower gets the highest score of its own species, or undefined. */
const direction = ({ family, parameters }: Member): readonly number[] | undefined => {
  const { inputs, classes } = irisData(parameters);
  const columns = inputs[0]!.length;
  const of = (...kinds: readonly number[]): Rows => inputs.filter((_, n) => kinds.includes(classes[n]!));
  if (family.name === 'logistic-regression') return parting(columns, of(0), of(1, 2));
  for (const one of [0, 1, 2]) {
    const [second, third] = [(one + 1) % 3, (one + 2) % 3] as const;
    const [u, v] = [parting(columns, of(one), of(second, third)), parting(columns, of(second), of(third))];
    if (!u || !v) continue;
    const most = Math.max(...inputs.map((x) => Math.abs(along(v, x))));
    const least = Math.min(...inputs.map((x) => Math.abs(along(u, x))));
    const scores = new Map([
      [one, u.map((weight) => (2 * most * weight) / least)],
      [second, v],
      [third, v.map((weight) => -weight)],
    ]);
    return [0, 1, 2].flatMap((kind) => scores.get(kind)!);
  }
  return undefined;
};

/** Whether L comes down to the stated infimum, up to its rounding error, far out in that direction. */
const holdsWith =
  (infimumOf: (member: Member) => number | undefined): Holds<Member> =>
  (member) => {
    const infimum = infimumOf(member);
    if (infimum === undefined) return vacuous();
    const { loss } = member;
    let theta: Vector = Float64Array.from(direction(member) ?? new Float64Array(loss.dimension));
    let nearest = Number.POSITIVE_INFINITY;
    for (let k = 0; k <= doublings; k++, theta = theta.map((entry) => 2 * entry)) {
      nearest = Math.min(nearest, loss.value(theta) - infimum - loss.roundoff(theta).value);
    }
    return { status: nearest <= 0 ? 'holds' : 'refuted', margin: -nearest };
  };

const claim: Claim<Member> = {
  id: 'L2-infimum',
  claim: 'a loss on classes that states an infimum which no point attains comes down to it in some direction',
  source: 'definition of a greatest lower bound; thresholds that part the classes',
  ...ofLosses(({ name }) => name === 'logistic-regression' || name === 'softmax-cross-entropy'),
  holds: holdsWith(({ loss }) => loss.minimum),
  mutants: {
    'a bound that is no infimum': holdsWith(({ loss: { minimum } }) =>
      minimum === undefined ? undefined : minimum - 0.01,
    ),
    'stated where nothing parts the classes': holdsWith(() => 0),
  },
};

export default claim;
