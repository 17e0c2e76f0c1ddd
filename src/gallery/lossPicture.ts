import { seededRandom, standardNormal } from '../linalg/seeded.ts';
import type { LossPicture, PlaneWindow } from '../types/gallery.ts';
import type { Loss, LossFamily } from '../types/loss.ts';
import { contourLines } from './contourLines.ts';

/** A loss of two dimensions, and how it is pictured. */
export interface PicturedLoss {
  readonly loss: Loss;
  readonly picture: LossPicture;
}

/** Starting points of a family that states none. */
export const drawnStarts = 2;

/**
 * The member of a family that is pictured: the one that it states, or one that is drawn with a fixed seed, in a window around
 * its landmarks and starting points; undefined where the family has none of two dimensions.
 *
 * Cost: two builds and the values of the contour lines.
 */
export const lossPicture = (family: LossFamily): PicturedLoss | undefined => {
  const { min, max } = family.dimensions;
  if (min > 2 || max < 2) return undefined;
  const random = seededRandom(1, 'picture', family.name);
  const parameters = family.picture?.parameters ?? family.draw(2, random);
  const loss = family.build(parameters);
  if (loss.dimension !== 2) return undefined;
  const landmarks = (loss.landmarks ?? []).map(({ kind, theta }) => ({ kind, theta: planar(theta) }));
  const start = (): readonly [number, number] =>
    planar(
      family.start?.(parameters, random) ?? Float64Array.of(standardNormal(random), standardNormal(random)),
    );
  const starts = family.picture?.starts ?? Array.from({ length: drawnStarts }, start);
  const window = family.picture ?? windowAround([...landmarks.map(({ theta }) => theta), ...starts]);
  const picture: LossPicture = {
    name: family.name,
    description: family.description,
    x: window.x,
    y: window.y,
    minimum: loss.minimum ?? null,
    landmarks,
    starts,
    contours: contourLines(loss, window),
  };
  return { loss, picture };
};

const planar = (theta: ArrayLike<number>): readonly [number, number] => [theta[0]!, theta[1]!];

/** A square half as wide again as what is in it. */
const windowAround = (points: readonly (readonly [number, number])[]): PlaneWindow => {
  const along = (axis: 0 | 1): readonly [middle: number, half: number] => {
    const values = points.map((point) => point[axis]);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return [(least + most) / 2, (most - least) / 2];
  };
  const [[x, width], [y, height]] = [along(0), along(1)];
  const half = Number((1.5 * Math.max(width, height, 1 / 2)).toPrecision(2));
  const around = (middle: number): readonly [number, number] => [middle - half, middle + half];
  return { x: around(x), y: around(y) };
};
