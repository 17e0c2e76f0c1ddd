import { gamma, roundedUp, underflow } from '../../linalg/rounding.ts';

/** A point of the plane. */
export type Point = readonly [x: number, y: number];

/** The nearest point of a polygon, and how far the computed one may be from it. */
export interface Projection {
  readonly point: Point;
  readonly error: number;
}

/** A convex polygon. */
export interface Polygon {
  /** P_C(θ), the point of C nearest to θ. */
  project(x: number, y: number): Point;
  /** The same with a bound on ‖P̂ − P‖. */
  projectWithin(x: number, y: number): Projection;
  /** Whether a point is in C for certain, is outside for certain, or neither. */
  contains(x: number, y: number): 'inside' | 'outside' | 'undecided';
}

/** An edge a + t e, 0 ≤ t ≤ 1, with the inside to its left. */
interface Edge {
  readonly ax: number;
  readonly ay: number;
  readonly ex: number;
  readonly ey: number;
  /** eᵀe. */
  readonly square: number;
  /** |a| + |e|, what rounding errors are relative to. */
  readonly size: number;
}

/** Most vertices. */
const mostVertices = 32;

/** Sine of the least angle at which a vertex may stand off the line of an edge: convexity is then beyond rounding. */
const leastSine = 2 ** -20;

/**
 * The convex polygon of vertices in anticlockwise order.
 *
 * Accuracy: the projection on an edge carries fewer than 16 roundings relative to |θ| + |a| + |e|. The nearest point
 * lies on one of the edges whose computed distance is within its error of the least one, so that the distances of their
 * points from the one that was taken bound what a wrong choice of the edge can do.
 * @throws RangeError unless there are 3 to 32 vertices, each clearly to the left of every edge that it is no end of
 * Cost: O(vertices) a projection.
 */
export const polygonOf = (vertices: readonly Point[]): Polygon => {
  if (vertices.length < 3 || vertices.length > mostVertices) {
    throw new RangeError(`vertices: must be 3 to ${mostVertices} points, got ${vertices.length}`);
  }
  const edges = vertices.map((a, i) => edgeFrom(a, vertices[(i + 1) % vertices.length]!));
  for (const [i, edge] of edges.entries()) {
    for (const [k, [x, y]] of vertices.entries()) {
      if (k === i || k === (i + 1) % vertices.length) continue;
      const size = Math.sqrt(edge.square) * Math.hypot(x - edge.ax, y - edge.ay);
      if (!(side(edge, x, y) > leastSine * size)) {
        throw new RangeError(
          `vertices: must be those of a convex polygon, anticlockwise, got ${JSON.stringify(vertices)}`,
        );
      }
    }
  }
  const contains: Polygon['contains'] = (x, y) => {
    let all: 'inside' | 'undecided' = 'inside';
    for (const edge of edges) {
      const error = sideError(edge, x, y);
      const s = side(edge, x, y);
      if (s < -error) return 'outside';
      if (!(s > error)) all = 'undecided';
    }
    return all;
  };
  return {
    contains,
    project: (x, y) => (edges.every((edge) => side(edge, x, y) >= 0) ? [x, y] : nearest(edges, x, y)),
    projectWithin(x, y) {
      const place = contains(x, y);
      if (place === 'inside') return { point: [x, y], error: 0 };
      const isLeft = edges.every((edge) => side(edge, x, y) >= 0);
      const [px, py] = isLeft ? [x, y] : nearest(edges, x, y);
      const own = Math.max(...edges.map((edge) => pointError(edge, x, y)));
      const onEdges = edges.map((edge) => onEdge(edge, x, y));
      const distances = onEdges.map(([qx, qy]) => Math.hypot(x - qx, y - qy));
      const least = Math.min(...distances);
      // Two distances, each off by this, and rounded.
      const reach = least * (1 + gamma(8)) + 2 * own;
      let spread = place === 'undecided' ? Math.hypot(x - px, y - py) : 0;
      for (const [k, [qx, qy]] of onEdges.entries()) {
        if (distances[k]! <= reach) spread = Math.max(spread, Math.hypot(qx - px, qy - py));
      }
      return { point: [px, py], error: roundedUp(spread + own) };
    },
  };
};

const edgeFrom = ([ax, ay]: Point, [bx, by]: Point): Edge => {
  const [ex, ey] = [bx - ax, by - ay];
  return { ax, ay, ex, ey, square: ex * ex + ey * ey, size: Math.hypot(ax, ay) + Math.hypot(ex, ey) };
};

/** e × (θ − a): positive to the left of the edge. */
const side = ({ ax, ay, ex, ey }: Edge, x: number, y: number): number => ex * (y - ay) - ey * (x - ax);

const sideError = ({ ax, ay, ex, ey }: Edge, x: number, y: number): number =>
  roundedUp(gamma(6) * (Math.abs(ex * (y - ay)) + Math.abs(ey * (x - ax))) + 4 * underflow);

/** The point of an edge nearest to θ. */
const onEdge = ({ ax, ay, ex, ey, square }: Edge, x: number, y: number): Point => {
  const t = Math.min(1, Math.max(0, ((x - ax) * ex + (y - ay) * ey) / square));
  return [ax + t * ex, ay + t * ey];
};

const pointError = ({ size }: Edge, x: number, y: number): number =>
  2 * gamma(16) * (Math.hypot(x, y) + size) + 4 * underflow;

const nearest = (edges: readonly Edge[], x: number, y: number): Point => {
  let found: Point = [x, y];
  let least = Number.POSITIVE_INFINITY;
  for (const edge of edges) {
    const [px, py] = onEdge(edge, x, y);
    const square = (x - px) ** 2 + (y - py) ** 2;
    if (square < least) [found, least] = [[px, py], square];
  }
  return found;
};
