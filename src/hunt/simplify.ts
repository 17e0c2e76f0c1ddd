import { seededRandom } from '../linalg/seeded.ts';
import type { Genome, HuntFind } from '../types/hunt.ts';
import { mutateGenome, slopeRange } from './genome.ts';
import { keptShare } from './rounding.ts';
import { findOf, type Hunt } from './search.ts';

type Axis = Genome['axes'][number];

/** Significant digits that are tried for each number, fewest first. */
const digits = [1, 2, 3, 4, 6, 9] as const;

/** Small changes with which a function that has lost a piece is mended, their size at first, and most attempts at that. */
const mendings = 120;
const mendingSpread = 0.2;
const mostMended = 40;

const piecesOf = ({ axes, turns, vertices }: Genome): number =>
  vertices.length + turns.length + axes.reduce((sum, { kinks }) => sum + kinks.length, 0);

/**
 * The found function with as few pieces, and then numbers as short, as keep 99 % of its value: whatever is left cannot
 * be left out or shortened by itself. A cycle stays one, and of the same kind.
 *
 * Cost: a few hundred evaluations.
 */
export const simplify = (hunt: Hunt, found: HuntFind): HuntFind => {
  const keeps = (find: HuntFind): boolean =>
    find.cycle === found.cycle && find.value >= (found.value > 0 ? keptShare * found.value : found.value);
  let simplest = found;
  let tries = 0;
  /** The genome as it is, or after small changes that leave it with as many pieces. */
  const mended = (genome: Genome): HuntFind | undefined => {
    const result = findOf(hunt, genome, found.evaluation);
    let best = result && 'find' in result ? result.find : undefined;
    if (!best || keeps(best)) return best;
    const random = seededRandom(hunt.problem.seed, 'simplify', tries++);
    let spread = mendingSpread;
    for (let n = 0; n < mendings && tries < mostMended && !keeps(best); n++) {
      const changed = mutateGenome(hunt.problem, best.genome, { random, spread });
      if (piecesOf(changed) > piecesOf(genome)) continue;
      const next = findOf(hunt, changed, found.evaluation);
      const isBetter = next && 'find' in next && next.find && next.find.score > best.score;
      if (isBetter) best = next.find!;
      spread *= isBetter ? 1.5 : 0.96;
    }
    return best;
  };
  const tryMended = (candidates: (genome: Genome) => Generator<Genome>): boolean => {
    for (const genome of candidates(simplest.genome)) {
      const find = mended(genome);
      if (!find || !keeps(find)) continue;
      simplest = find;
      return true;
    }
    return false;
  };
  const tryAll = (candidates: (genome: Genome) => Generator<Genome>): boolean => {
    for (const genome of candidates(simplest.genome)) {
      const result = findOf(hunt, genome, found.evaluation);
      if (!result || !('find' in result) || !result.find || !keeps(result.find)) continue;
      simplest = result.find;
      return true;
    }
    return false;
  };
  while (tryAll(withFewerPieces));
  while (tryMended(withFewerPieces));
  while (tryMended((genome) => atTheEnds(hunt, genome)));
  while (tryAll((genome) => atTheEnds(hunt, genome)));
  for (const at of places(simplest.genome)) {
    for (const count of digits) if (tryAll((genome) => rounded(genome, at, count))) break;
  }
  while (tryAll(withFewerPieces));
  return simplest;
};

function* withFewerPieces(genome: Genome): Generator<Genome> {
  const { axes, turns, vertices } = genome;
  if (turns.length > 0) yield { ...genome, turns: [] };
  for (const k of turns.keys()) yield { ...genome, turns: turns.toSpliced(k, 1) };
  if (vertices.length > 3)
    for (const k of vertices.keys()) yield { ...genome, vertices: vertices.toSpliced(k, 1) };
  for (const [i, { kinks, slopes }] of axes.entries()) {
    for (const k of kinks.keys()) {
      for (const gone of [k, k + 1]) {
        yield {
          ...genome,
          axes: axes.with(i, { kinks: kinks.toSpliced(k, 1), slopes: slopes.toSpliced(gone, 1) }),
        };
      }
    }
  }
}

/** A slope at an end of what the class allows, or as its neighbour is. */
function* atTheEnds({ problem }: Hunt, genome: Genome): Generator<Genome> {
  const { low, high } = slopeRange(problem);
  for (const [i, axis] of genome.axes.entries()) {
    for (const [j, slope] of axis.slopes.entries()) {
      if (slope === low || slope === high) continue;
      for (const end of [high, low]) yield withAxis(genome, i, { ...axis, slopes: axis.slopes.with(j, end) });
    }
  }
}

const withAxis = (genome: Genome, i: number, axis: Axis): Genome => ({
  ...genome,
  axes: genome.axes.with(i, axis),
});

/** Where a genome has a number. */
type Place =
  | { readonly of: 'kinks' | 'slopes'; readonly axis: number; readonly at: number }
  | { readonly of: 'x' | 'y' | 'start'; readonly at: number };

const places = ({ axes, vertices, start }: Genome): readonly Place[] => [
  ...axes.flatMap(({ kinks, slopes }, axis): readonly Place[] => [
    ...kinks.map((_, at) => ({ of: 'kinks' as const, axis, at })),
    ...slopes.map((_, at) => ({ of: 'slopes' as const, axis, at })),
  ]),
  ...vertices.flatMap((_, at): readonly Place[] => [
    { of: 'x', at },
    { of: 'y', at },
  ]),
  ...start.map((_, at) => ({ of: 'start' as const, at })),
];

/** The number at a place with so many significant digits. */
function* rounded(genome: Genome, place: Place, count: number): Generator<Genome> {
  const short = (x: number): number => Number(x.toPrecision(count));
  switch (place.of) {
    case 'start': {
      const { start } = genome;
      yield { ...genome, start: start.with(place.at, short(start[place.at]!)) };
      break;
    }
    case 'x':
    case 'y': {
      const vertex = genome.vertices[place.at]!;
      const vertices = genome.vertices.with(place.at, { ...vertex, [place.of]: short(vertex[place.of]) });
      yield { ...genome, vertices };
      break;
    }
    case 'kinks':
    case 'slopes': {
      const axis = genome.axes[place.axis]!;
      const values = axis[place.of];
      if (place.at < values.length) {
        yield withAxis(genome, place.axis, {
          ...axis,
          [place.of]: values.with(place.at, short(values[place.at]!)),
        });
      }
      break;
    }
    default:
      place satisfies never;
  }
}
