import * as Plot from '@observablehq/plot';
import { plural, shortNumber } from '../../numbers.ts';
import type { TrajectoryRow } from '../../types/report.ts';
import { html, type Markup } from '../markup.ts';
import { figure, key } from './figure.ts';
import { type Grid, levelSegments, levelsOf } from './levels.ts';
import { linearAxis } from './linearAxis.ts';

type Pair = readonly [number, number];

/** One step as it is drawn: where it starts, where it leads, and where −∇L leads as far. */
interface Arrow {
  readonly x: number;
  readonly z: number;
  readonly nextX: number;
  readonly nextZ: number;
  readonly downX: number;
  readonly downZ: number;
}

/** Level lines that are drawn. */
const levelCount = 9;

/**
 * θ step by step, beside that of a reference where there is one: in the plane on the level lines of L in two dimensions,
 * in the two coordinates that move most beyond, and on the curve of L in one.
 */
export const path = (rows: readonly TrajectoryRow[], grid?: Grid): Markup | undefined => {
  const dimension = rows[0]?.theta.length ?? 0;
  if (dimension === 1) return grid && slope(rows, grid);
  const [i, j] = axesOf(rows, dimension);
  const at = (values: readonly number[]): Pair => [values[i] ?? Number.NaN, values[j] ?? Number.NaN];
  const steps = rows.flatMap(({ theta, delta, y }): readonly Arrow[] => {
    const [[x, z], [dx, dz], [yx, yz]] = [at(theta), at(delta), at(y)];
    if (![x, z, dx, dz].every(Number.isFinite)) return [];
    const length = Math.hypot(yx, yz);
    const scale = length > 0 && Number.isFinite(length) ? Math.hypot(dx, dz) / length : 0;
    const down = scale === 0 ? [0, 0] : [scale * yx, scale * yz];
    return [{ x, z, nextX: x + dx, nextZ: z + dz, downX: x + down[0]!, downZ: z + down[1]! }];
  });
  // Where a reference goes from the same start, as far as it is known.
  const other = rows.flatMap(({ reference }) => {
    const [x, z] = at(reference?.theta ?? []);
    return [x, z].every(Number.isFinite) ? [{ x, z }] : [];
  });
  const [first] = steps;
  const last = steps.at(-1);
  if (!first || !last) return undefined;
  const [across, up] =
    dimension === 2 && grid
      ? [
          [grid.from[0]!, grid.to[0]!],
          [grid.from[1]!, grid.to[1]!],
        ]
      : squareFrame([...steps.flatMap(corners), ...other.map(({ x, z }) => [x, z] as const)]);
  if (![across, up].every((range) => isDrawable(range!))) return undefined;
  const lines = dimension === 2 && grid ? levelsOf(grid.values, levelCount) : [];
  return figure({
    alt: `Path of θ in the plane: from (${shortNumber(first.x)}, ${shortNumber(first.z)}) to (${shortNumber(last.nextX)}, ${shortNumber(last.nextZ)}) in ${plural(steps.length, 'step')}${lines.length > 0 ? ', on level lines of the loss' : ''}.`,
    caption: html`<b>Path in the plane.</b> ${dimension > 2 && `θ[${i}] and θ[${j}] of ${plural(dimension, 'coordinate')}. `}${lines.length > 0 && 'Thin: level lines of L. '}${key(
      [
        { name: 'update Δθ', color: 1 },
        { name: 'y, drawn as long', color: 0, dashed: true },
        ...(other.length > 0 ? [{ name: 'path of the reference', color: 2 }] : []),
      ],
    )}`,
    readings: {
      names: ['of', `θ[${i}]`, `θ[${j}]`],
      rows: [
        ...[...steps.map(({ x, z }) => [x, z] as const), [last.nextX, last.nextZ] as const].map((point) => ({
          at: point,
          values: ['the rule', ...point],
        })),
        ...other.map(({ x, z }) => ({ at: [x, z] as const, values: ['the reference', x, z] })),
      ],
    },
    plot: {
      width: 320,
      height: 300,
      margin: 30,
      marginBottom: 42,
      marginLeft: 62,
      x: { label: `θ[${i}]`, domain: across, ...linearAxis(across!, 5) },
      y: { label: `θ[${j}]`, domain: up, grid: lines.length === 0, ...linearAxis(up!, 5) },
      marks: [
        ...lines.map((level) =>
          Plot.line(
            grid
              ? levelSegments(grid, level).flatMap(([p, q]) => [p, q, [Number.NaN, Number.NaN] as const])
              : [],
            { stroke: 'var(--muted)', strokeOpacity: 0.55, strokeWidth: 0.8 },
          ),
        ),
        Plot.arrow(steps, {
          x1: 'x',
          y1: 'z',
          x2: 'downX',
          y2: 'downZ',
          stroke: 'var(--blue)',
          strokeDasharray: '3 2',
          headLength: 5,
        }),
        Plot.arrow(steps, {
          x1: 'x',
          y1: 'z',
          x2: 'nextX',
          y2: 'nextZ',
          stroke: 'var(--orange)',
          strokeWidth: 1.8,
          headLength: 5,
        }),
        Plot.line(other, { x: 'x', y: 'z', stroke: 'var(--green)', strokeWidth: 1.8 }),
        Plot.dot(other, { x: 'x', y: 'z', r: 2.5, fill: 'var(--green)' }),
        Plot.dot(steps, { x: 'x', y: 'z', r: 2.5, fill: 'var(--ink)' }),
        Plot.dot([first], { x: 'x', y: 'z', r: 5, stroke: 'var(--ink)' }),
      ],
    },
  });
};

/** The steps of a run in one dimension on the curve of its loss. */
const slope = (rows: readonly TrajectoryRow[], { from, to, values }: Grid): Markup | undefined => {
  const curve = values.flatMap((loss, k) => {
    const x = from[0]! + ((to[0]! - from[0]!) * k) / (values.length - 1);
    return Number.isFinite(loss) ? [{ x, loss }] : [];
  });
  const steps = rows.flatMap(({ theta: [x], delta: [dx], loss, lossAfter }) =>
    [x, dx, loss, lossAfter].every(Number.isFinite) ? [{ x: x!, next: x! + dx!, loss, lossAfter }] : [],
  );
  const [first] = steps;
  const last = steps.at(-1);
  if (!first || !last || curve.length === 0 || !isDrawable([from[0]!, to[0]!])) return undefined;
  const other = rows.flatMap(({ reference, loss }) =>
    reference?.theta ? [{ x: reference.theta[0]!, loss }] : [],
  );
  return figure({
    alt: `The loss along θ, and ${plural(steps.length, 'step')} from ${shortNumber(first.x)} to ${shortNumber(last.next)}.`,
    caption: html`<b>On the curve of L.</b> ${key([
      { name: 'update Δθ', color: 1 },
      { name: 'L(θ)', color: 0 },
      ...(other.length > 0 ? [{ name: 'where the reference is', color: 2 }] : []),
    ])}`,
    readings: {
      names: ['θ', 'L(θ)'],
      rows: [...steps.map(({ x, loss }) => [x, loss] as const), [last.next, last.lossAfter] as const].map(
        (point) => ({ at: point, values: point }),
      ),
    },
    plot: {
      width: 320,
      height: 300,
      margin: 30,
      marginBottom: 42,
      marginLeft: 62,
      x: { label: 'θ', ...linearAxis([from[0]!, to[0]!], 5) },
      y: {
        label: 'L(θ)',
        grid: true,
        ...linearAxis(
          curve.map(({ loss }) => loss),
          5,
        ),
      },
      marks: [
        Plot.line(curve, { x: 'x', y: 'loss', stroke: 'var(--blue)', strokeWidth: 1.5 }),
        Plot.ruleX(other, { x: 'x', stroke: 'var(--green)' }),
        Plot.arrow(steps, {
          x1: 'x',
          y1: 'loss',
          x2: 'next',
          y2: 'lossAfter',
          stroke: 'var(--orange)',
          strokeWidth: 2,
          headLength: 6,
        }),
        Plot.dot(steps, { x: 'x', y: 'loss', r: 3, fill: 'var(--ink)' }),
      ],
    },
  });
};

/** The two coordinates that move most, the first two where all move alike. */
const axesOf = (rows: readonly TrajectoryRow[], dimension: number): Pair => {
  const moved = Array.from({ length: dimension }, (_, i) => ({
    i,
    far: Math.max(...rows.map(({ delta }) => Math.abs(delta[i] ?? 0))),
  }));
  const [a, b] = moved.sort((p, q) => q.far - p.far || p.i - q.i);
  const [i, j] = [a?.i ?? 0, b?.i ?? 1];
  return i < j ? [i, j] : [j, i];
};

/** Whether ticks can be put on a range: it is neither beyond the range of doubles nor below what their ends tell apart. */
const isDrawable = ([from, to]: readonly number[]): boolean => {
  const width = to! - from!;
  return width > 1e-300 && width < 1e300 && width > 2 ** -40 * Math.max(Math.abs(from!), Math.abs(to!));
};

const corners = (step: Arrow): readonly Pair[] => [
  [step.x, step.z],
  [step.nextX, step.nextZ],
  [step.downX, step.downZ],
];

/** Intervals of equal length around the points, so that a square plot shows angles as they are. */
const squareFrame = (points: readonly Pair[]): readonly [[number, number], [number, number]] => {
  const around = (values: readonly number[]): Pair => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return [(least + most) / 2, most - least];
  };
  const [x, width] = around(points.map(([value]) => value));
  const [z, height] = around(points.map(([, value]) => value));
  const half = Math.max(width, height) * 0.54 || 1;
  return [
    [x - half, x + half],
    [z - half, z + half],
  ];
};
