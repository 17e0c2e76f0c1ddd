import type { Loss, LossFamily } from '../../types/loss.ts';
import type { Json, Random } from '../../types/vector.ts';
import { drawInteger, drawList, drawScale } from '../data/draw.ts';
import { field } from '../data/parameters.ts';
import { type Pieces, readPieces } from './pieces.ts';
import { piecewiseLoss } from './piecewiseLoss.ts';
import type { Turn } from './turns.ts';

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** Terms and turns as parameters { terms, rotation } hold them; a rotation that is null turns nothing. */
export const readPiecewise = (
  parameters: Json,
): { readonly terms: readonly Pieces[]; readonly turns: readonly Turn[] } => {
  const terms = field(parameters, 'terms');
  if (!isList(terms) || terms.length === 0) {
    throw new TypeError(`terms: must be a list with an entry, got terms = ${JSON.stringify(terms)}`);
  }
  const turns = field(parameters, 'rotation') ?? [];
  if (!isList(turns)) throw new TypeError(`rotation: must be a list, got ${JSON.stringify(turns)}`);
  return { terms: terms.map(readPieces), turns: turns.map((turn) => readTurn(turn, terms.length)) };
};

const readTurn = (turn: Json, dimension: number): Turn => {
  const [from, to] = isList(turn) && turn.length === 2 ? turn : [];
  const isAxis = (axis: Json | undefined): axis is number =>
    typeof axis === 'number' && Number.isInteger(axis) && axis >= 0 && axis < dimension;
  if (isAxis(from) && isAxis(to) && from !== to) return [from, to];
  throw new RangeError(
    `rotation: must be pairs of two coordinates below ${dimension}, got ${JSON.stringify(turn)}`,
  );
};

/** The loss of parameters { terms, rotation }. @throws RangeError or TypeError where they make none */
export const buildPiecewise = (name: string, parameters: Json, { convex }: { convex: boolean }): Loss => {
  const { terms, turns } = readPiecewise(parameters);
  const downwards = convex && terms.some(({ slopes }) => slopes.some((slope) => slope < 0));
  if (downwards) throw new RangeError(`slopes: must be ≥ 0, got ${JSON.stringify(terms)}`);
  return piecewiseLoss({ name, terms, turns });
};

/** Slopes from a hundredth to 1 between up to four kinks; every inner one may be negative where that is wanted. */
export const drawPieces = (random: Random, { convex }: { readonly convex: boolean }): Json => {
  const count = drawInteger(random, convex ? 1 : 2, 4);
  const kinks = new Set(drawList(count, () => (random() < 1 / 2 ? -1 : 1) * drawScale(random, 0.1, 4)));
  const slopes = drawList(kinks.size + 1, () => drawScale(random, 0.01, 1)).map((slope, j) =>
    !convex && j > 0 && j < kinks.size && random() < 2 / 3 ? -slope : slope,
  );
  return { kinks: [...kinks].sort((a, b) => a - b), slopes };
};

/** The parameters without one term; undefined where it is the only one. */
export const dropTerm = (
  parameters: Json,
  coordinate: number,
): ReturnType<NonNullable<LossFamily['drop']>> => {
  const { terms, turns } = readPiecewise(parameters);
  if (terms.length < 2 || coordinate < 0 || coordinate >= terms.length) return undefined;
  const kept = terms.map((_, i) => i).filter((i) => i !== coordinate);
  const left = turns
    .filter((turn) => !turn.includes(coordinate))
    .map((turn) => turn.map((axis) => kept.indexOf(axis)));
  const plain = kept.map((i) => ({ kinks: terms[i]!.kinks, slopes: terms[i]!.slopes }));
  return { kept, parameters: { terms: plain, rotation: left.length > 0 ? left : null } };
};
