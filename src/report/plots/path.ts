import * as Plot from '@observablehq/plot';
import { plural, shortNumber } from '../../numbers.ts';
import type { TrajectoryRow } from '../../types/report.ts';
import { html, type Markup } from '../markup.ts';
import { figure, key } from './figure.ts';

/** θ in the plane, step by step, with the negative gradient at each point; D = 2 only. */
export const path = (rows: readonly TrajectoryRow[]): Markup | undefined => {
  const steps = rows.flatMap(({ theta, delta, y }) => {
    const [x, z] = theta;
    const [dx, dz] = delta;
    const [yx, yz] = y;
    if (theta.length !== 2 || x === undefined || z === undefined || dx === undefined || dz === undefined)
      return [];
    const length = Math.hypot(yx ?? 0, yz ?? 0);
    const size = Math.hypot(dx, dz);
    if (![x, z, dx, dz].every(Number.isFinite)) return [];
    const scale = length > 0 && Number.isFinite(length) ? size / length : 0;
    return [
      { x, z, nextX: x + dx, nextZ: z + dz, downX: x + scale * (yx ?? 0), downZ: z + scale * (yz ?? 0) },
    ];
  });
  // Where a reference goes from the same start, as far as it is known.
  const other = rows.flatMap(({ reference, theta }) => {
    const [x, z] = reference?.theta ?? [];
    return theta.length === 2 && x !== undefined && z !== undefined && [x, z].every(Number.isFinite)
      ? [{ x, z }]
      : [];
  });
  const [first] = steps;
  const last = steps.at(-1);
  if (!first || !last) return undefined;
  const [across, up] = squareFrame([...steps.flatMap(corners), ...other.map(({ x, z }) => [x, z] as const)]);
  return figure({
    alt: `Path of θ in the plane: from (${shortNumber(first.x)}, ${shortNumber(first.z)}) to (${shortNumber(last.nextX)}, ${shortNumber(last.nextZ)}) in ${plural(steps.length, 'step')}.`,
    caption: html`<b>Path in the plane.</b> ${key([
      { name: 'update Δθ', color: 1 },
      { name: 'y, drawn as long', color: 0, dashed: true },
      ...(other.length > 0 ? [{ name: 'path of the reference', color: 2 }] : []),
    ])}`,
    plot: {
      width: 320,
      height: 300,
      margin: 30,
      marginLeft: 50,
      x: { label: 'θ₁', domain: across, ticks: 5, tickFormat: shortNumber },
      y: { label: 'θ₂', domain: up, ticks: 5, tickFormat: shortNumber, grid: true },
      marks: [
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

const corners = (step: {
  readonly x: number;
  readonly z: number;
  readonly nextX: number;
  readonly nextZ: number;
  readonly downX: number;
  readonly downZ: number;
}): readonly (readonly [number, number])[] => [
  [step.x, step.z],
  [step.nextX, step.nextZ],
  [step.downX, step.downZ],
];

/** Intervals of equal length around the points, so that a square plot shows angles as they are. */
const squareFrame = (
  points: readonly (readonly [number, number])[],
): readonly [[number, number], [number, number]] => {
  const around = (values: readonly number[]): readonly [number, number] => {
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
