/** A grid of values over a rectangle, the first coordinate first. */
export interface Grid {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly values: readonly number[];
}

type Point = readonly [number, number];

/** Where the edge from a to b has the level; undefined where it has it nowhere. */
const crossing = (level: number, [a, p]: Corner, [b, q]: Corner): Point | undefined => {
  if (a < level === b < level || !Number.isFinite(a) || !Number.isFinite(b)) return undefined;
  const part = (level - a) / (b - a);
  return [p[0] + part * (q[0] - p[0]), p[1] + part * (q[1] - p[1])];
};

type Corner = readonly [value: number, at: Point];

/** Lines on which a square grid of values has a level, as segments: marching over its cells, each as two triangles. */
export const levelSegments = (
  { from, to, values }: Grid,
  level: number,
): readonly (readonly [Point, Point])[] => {
  const count = Math.round(Math.sqrt(values.length));
  const corner = (i: number, j: number): Corner => [
    values[j * count + i]!,
    [from[0]! + ((to[0]! - from[0]!) * i) / (count - 1), from[1]! + ((to[1]! - from[1]!) * j) / (count - 1)],
  ];
  const cells = Array.from({ length: (count - 1) ** 2 }, (_, k) => [
    k % (count - 1),
    Math.floor(k / (count - 1)),
  ]);
  return cells.flatMap(([i, j]) => {
    const [a, b, c, d] = [corner(i!, j!), corner(i! + 1, j!), corner(i! + 1, j! + 1), corner(i!, j! + 1)];
    return [
      [a, b, c],
      [a, c, d],
    ].flatMap(([p, q, r]) => {
      const ends = [crossing(level, p!, q!), crossing(level, q!, r!), crossing(level, r!, p!)].filter(
        (end) => end !== undefined,
      );
      return ends.length === 2 ? [[ends[0]!, ends[1]!] as const] : [];
    });
  });
};

/** Levels between the least and the greatest value, closer together towards the least. */
export const levelsOf = (values: readonly number[], count: number): readonly number[] => {
  const finite = values.filter(Number.isFinite);
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  if (!(most > least)) return [];
  return Array.from({ length: count }, (_, k) => least + (most - least) * ((k + 0.5) / count) ** 2);
};
