import type { LossFamily } from '../types/loss.ts';
import type { Json } from '../types/vector.ts';
import { drawInteger, drawList, drawScale } from './data/draw.ts';
import { readNumber, readRows } from './data/parameters.ts';
import { distanceFacts, distanceLoss } from './polygon/distanceLoss.ts';
import type { Point } from './polygon/polygon.ts';

const pointOf = (row: readonly number[]): Point => {
  const [x, y] = row;
  if (row.length === 2 && x !== undefined && y !== undefined) return [x, y];
  throw new RangeError(`vertices: must be points of the plane, got ${JSON.stringify(row)}`);
};

const build = (parameters: Json) =>
  distanceLoss({
    name: 'distance-to-polygon',
    smoothness: readNumber(parameters, 'smoothness'),
    strongConvexity: readNumber(parameters, 'strongConvexity'),
    vertices: readRows(parameters, 'vertices').map(pointOf),
  });

/** A bowl with a polygon in it, steep inside and flat outside: the shape on which heavy ball cycles. */
const distanceToPolygon: LossFamily = {
  name: 'distance-to-polygon',
  description: 'β/2 ‖θ‖² − (β − μ)/2 dist²(θ, C), C a convex polygon of the plane',
  source: 'Goujaud, Taylor and Dieuleveut, arXiv:2307.11291',
  facts: distanceFacts,
  complexity: 19,
  onlyNamed: true,
  dimensions: { min: 2, max: 2 },
  draw(_dimension, random) {
    const count = drawInteger(random, 3, 6);
    const from = random();
    const radius = drawScale(random, 0.2, 2);
    // About the origin, each in a sector of its own that leaves a gap to the next: convex, with 0 inside.
    const vertices = drawList(count, () => 0).map((_, k) => {
      const angle = (2 * Math.PI * (k + from + random() / 4)) / count;
      return [rounded(radius * Math.cos(angle)), rounded(radius * Math.sin(angle))];
    });
    return { smoothness: drawScale(random, 0.5, 2), strongConvexity: drawScale(random, 0.01, 0.4), vertices };
  },
  build,
};

/** To three digits after the point. */
const rounded = (x: number): number => Math.round(1000 * x) / 1000;

export default distanceToPolygon;
