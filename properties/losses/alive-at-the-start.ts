import type { Claim, Holds } from '../../src/types/claim.ts';
import type { Vector } from '../../src/types/vector.ts';
import { type Member, ofLosses } from '../subjects/members.ts';

/** Coordinates that a dead unit of a rectified network silences: its weights on both sides. */
const silenced = ({ loss, start }: Member): ReadonlySet<number> => {
  const dead = new Set<number>();
  const network = loss.network;
  if (!network || loss.name !== 'relu-network') return dead;
  const active = network.inputs.map((_, sample) => network.forward(start, sample).slopes[0]!);
  const [inner, outer] = [network.layers[0]!, network.layers[1]!];
  for (let unit = 0; unit < inner.rows; unit++) {
    if (active.some((slopes) => slopes[unit] !== 0)) continue;
    for (let j = 0; j < inner.columns; j++) dead.add(inner.offset + unit * inner.columns + j);
    for (let i = 0; i < outer.rows; i++) dead.add(outer.offset + i * outer.columns + unit);
  }
  return dead;
};

const holdsWith =
  (gradientOf: (member: Member) => Vector): Holds<Member> =>
  (member) => {
    const dead = silenced(member);
    const gradient = gradientOf(member);
    const still = gradient.findIndex((entry, i) => entry === 0 && !dead.has(i));
    const size = gradient.reduce(
      (least, entry, i) => (dead.has(i) ? least : Math.min(least, Math.abs(entry))),
      1,
    );
    return { status: still < 0 ? 'holds' : 'refuted', margin: size };
  };

const claim: Claim<Member> = {
  id: 'L3-alive',
  claim:
    'no coordinate starts at its optimum: every entry of the first gradient moves, but those of a dead unit',
  source: 'a check on the generators: a loss without slope tests nothing',
  ...ofLosses(() => true),
  holds: holdsWith(({ loss, start, time }) => loss.gradient(start, time)),
  mutants: {
    'a coordinate that is never updated': holdsWith(({ loss, start, time }) =>
      loss.gradient(start, time).fill(0, loss.dimension - 1),
    ),
  },
};

export default claim;
