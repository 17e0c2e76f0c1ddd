import { standardNormal } from '../linalg/seeded.ts';
import type { Genome, HuntProblem } from '../types/hunt.ts';
import type { Random } from '../types/vector.ts';

type Axis = Genome['axes'][number];

/** Greatest number of kinks along an axis, and of vertices. */
const most = { kinks: 8, vertices: 8 };

/** The slopes that a class allows. */
export const slopeRange = ({ class: kind, smoothness, strongConvexity }: HuntProblem) => ({
  low: kind === 'smooth' ? -smoothness : kind === 'convex' ? 0 : strongConvexity,
  high: smoothness,
});

const integer = (random: Random, count: number): number => Math.floor(random() * count);

/** Half of the slopes are at an end of the range, where worst cases have them; the others are anywhere, or small. */
const drawSlope = (problem: HuntProblem, random: Random): number => {
  const { low, high } = slopeRange(problem);
  const kind = random();
  if (kind < 1 / 4) return low;
  if (kind < 1 / 2) return high;
  if (kind < 3 / 4) return low + (high - low) * random();
  return Math.max(low, high * 1e-3 ** random());
};

/** From a hundredth of R to 3 R, of either sign. */
const drawKink = ({ radius }: HuntProblem, random: Random): number =>
  (random() < 1 / 2 ? -1 : 1) * radius * 0.01 * 300 ** random();

const sorted = (kinks: readonly number[]): readonly number[] => kinks.toSorted((a, b) => a - b);

const drawAxis = (problem: HuntProblem, random: Random): Axis => {
  const count = problem.class === 'quadratic' ? 0 : integer(random, 4);
  if (problem.class === 'smooth' && random() < 1 / 2) return drawWave(problem, random);
  const kinks = sorted(Array.from({ length: count }, () => drawKink(problem, random)));
  return { kinks, slopes: Array.from({ length: count + 1 }, () => drawSlope(problem, random)) };
};

/** A slope that goes up and down between its bounds, with kinks on one side of 0. */
const drawWave = (problem: HuntProblem, random: Random): Axis => {
  const { low, high } = slopeRange(problem);
  const count = 2 * (1 + integer(random, most.kinks / 2));
  const [from, by] = [problem.radius * random(), (2 * problem.radius * random()) / count];
  const sign = random() < 1 / 2 ? -1 : 1;
  const kinks = sorted(Array.from({ length: count }, (_, k) => sign * (from + k * by)));
  return { kinks, slopes: Array.from({ length: count + 1 }, (_, k) => (k % 2 === 0 ? high : low)) };
};

const drawStart = ({ dimension }: HuntProblem, random: Random): readonly number[] =>
  Array.from({ length: dimension }, () =>
    dimension === 1 ? Math.sign(random() - 1 / 2) || 1 : standardNormal(random),
  );

const drawTurn = ({ dimension }: HuntProblem, random: Random): Genome['turns'][number] => {
  const from = integer(random, dimension);
  return { from, to: (from + 1 + integer(random, dimension - 1)) % dimension };
};

/** Points in ascending sectors about the origin. */
const drawVertices = ({ radius }: HuntProblem, random: Random): Genome['vertices'] => {
  const count = 3 + integer(random, most.vertices - 2);
  const [from, size] = [random(), radius * 0.1 * 20 ** random()];
  const even = random() < 1 / 2;
  return Array.from({ length: count }, (_, k) => {
    const angle = (2 * Math.PI * (k + from + (even ? 0 : random() / 2))) / count;
    return { x: size * Math.cos(angle), y: size * Math.sin(angle) };
  });
};

const hasPolygons = ({ dimension, class: kind }: HuntProblem): boolean =>
  dimension === 2 && (kind === 'convex' || kind === 'strongly-convex');

/** A function of the class, and a start, at random. */
export const drawGenome = (problem: HuntProblem, random: Random): Genome => {
  const start = drawStart(problem, random);
  if (hasPolygons(problem) && random() < 1 / 2) {
    return { axes: [], turns: [], vertices: drawVertices(problem, random), start };
  }
  const { dimension } = problem;
  const turned = dimension > 1 && random() < 1 / 2 ? 1 + integer(random, dimension) : 0;
  return {
    axes: Array.from({ length: dimension }, () => drawAxis(problem, random)),
    turns: Array.from({ length: turned }, () => drawTurn(problem, random)),
    vertices: [],
    start,
  };
};

/** A genome that differs a little. @param spread relative size of the change */
export const mutateGenome = (
  problem: HuntProblem,
  genome: Genome,
  { random, spread }: { readonly random: Random; readonly spread: number },
): Genome => {
  let changed = genome;
  const times = random() < 1 / 2 ? 1 : 2 + integer(random, 2);
  for (let n = 0; n < times; n++) {
    changed =
      problem.dimension > 1 && random() < 1 / 4
        ? { ...changed, start: changed.start.map((u) => u + spread * standardNormal(random)) }
        : genome.vertices.length > 0
          ? { ...changed, vertices: mutateVertices(problem, changed.vertices, { random, spread }) }
          : mutateAxes(problem, changed, { random, spread });
  }
  return changed;
};

const mutateAxes = (
  problem: HuntProblem,
  genome: Genome,
  { random, spread }: { readonly random: Random; readonly spread: number },
): Genome => {
  const { axes, turns, start } = genome;
  const kind = random();
  if (problem.dimension === 1 && kind < 0.03) return { ...genome, start: start.map((u) => -u) };
  if (problem.dimension > 1 && kind < 0.06) {
    const kept =
      turns.length > 0 && random() < 1 / 2 ? turns.slice(1) : [...turns, drawTurn(problem, random)];
    return { ...genome, turns: kept.slice(0, 2 * problem.dimension) };
  }
  const at = integer(random, axes.length);
  return { ...genome, axes: axes.with(at, mutateAxis(problem, axes[at]!, { random, spread })) };
};

const mutateAxis = (
  problem: HuntProblem,
  { kinks, slopes }: Axis,
  { random, spread }: { readonly random: Random; readonly spread: number },
): Axis => {
  const { low, high } = slopeRange(problem);
  const [kind, j] = [random(), integer(random, slopes.length)];
  const bends = problem.class !== 'quadratic';
  if (bends && kind < 0.08 && kinks.length < most.kinks) {
    const kink = drawKink(problem, random);
    const before = kinks.filter((other) => other < kink).length;
    return {
      kinks: kinks.toSpliced(before, 0, kink),
      slopes: slopes.toSpliced(before, 0, drawSlope(problem, random)),
    };
  }
  if (kinks.length > 0 && kind < 0.14) {
    const gone = integer(random, kinks.length);
    return { kinks: kinks.toSpliced(gone, 1), slopes: slopes.toSpliced(gone + integer(random, 2), 1) };
  }
  if (kinks.length > 0 && kind < 0.6) {
    const k = integer(random, kinks.length);
    const factor = (): number => Math.exp(spread * standardNormal(random));
    const common = factor();
    // One of them, all by the same factor, or each by its own.
    const moved = kinks.map((kink, i) =>
      kind < 0.3 ? (i === k ? kink * common : kink) : kink * (kind < 0.38 ? common : factor()),
    );
    return { kinks: sorted(moved), slopes };
  }
  if (kind < 0.75) return { kinks, slopes: slopes.with(j, drawSlope(problem, random)) };
  const moved = slopes[j]! + (high - low) * spread * standardNormal(random);
  return { kinks, slopes: slopes.with(j, Math.min(high, Math.max(low, moved))) };
};

const mutateVertices = (
  problem: HuntProblem,
  vertices: Genome['vertices'],
  { random, spread }: { readonly random: Random; readonly spread: number },
): Genome['vertices'] => {
  const kind = random();
  const k = integer(random, vertices.length);
  const { x, y } = vertices[k]!;
  if (kind < 0.05) return drawVertices(problem, random);
  if (kind < 0.1 && vertices.length > 3) return vertices.toSpliced(k, 1);
  if (kind < 0.15 && vertices.length < most.vertices) {
    const next = vertices[(k + 1) % vertices.length]!;
    const out = 1 + spread * random();
    return vertices.toSpliced(k + 1, 0, { x: (out * (x + next.x)) / 2, y: (out * (y + next.y)) / 2 });
  }
  if (kind < 0.4) {
    const factor = Math.exp(spread * standardNormal(random));
    return vertices.map((at) => ({ x: factor * at.x, y: factor * at.y }));
  }
  const size = spread * Math.hypot(x, y);
  return vertices.with(k, { x: x + size * standardNormal(random), y: y + size * standardNormal(random) });
};
