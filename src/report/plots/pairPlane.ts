import * as Plot from '@observablehq/plot';
import { html, type Markup } from '../html/markup.ts';
import { degrees } from '../shortNumber.ts';
import { figure } from './figure.ts';

/** Points of an arc of radius r from angle 0 to ψ. */
const arc = (radius: number, psi: number): readonly (readonly [number, number])[] =>
  Array.from({ length: 33 }, (_, i) => [
    radius * Math.cos((psi * i) / 32),
    radius * Math.sin((psi * i) / 32),
  ]);

/** Half the side of the frame. */
const half = 1.3;

/** The part of the frame on the side of −y, where the loss rises to first order: the square cut along yᵀv = 0. */
const uphill = (psi: number): readonly (readonly [number, number])[] => {
  const height = ([x, z]: readonly [number, number]): number => x * Math.cos(psi) + z * Math.sin(psi);
  const square = [
    [half, half],
    [-half, half],
    [-half, -half],
    [half, -half],
  ] as const;
  return square.flatMap((corner, i) => {
    const next = square[(i + 1) % 4] ?? corner;
    const [here, there] = [height(corner), height(next)];
    const kept = here <= 0 ? [corner] : [];
    if (here <= 0 === there <= 0) return kept;
    const part = here / (here - there);
    return [
      ...kept,
      [corner[0] + part * (next[0] - corner[0]), corner[1] + part * (next[1] - corner[1])] as const,
    ];
  });
};

/** Frame of a drawing to scale in the plane of g and y, which both have length 1. */
export const planeFrame = {
  width: 300,
  height: 300,
  margin: 8,
  x: { domain: [-half, half], axis: null },
  y: { domain: [-half, half], axis: null },
} as const;

/** An arrow from the origin with its name at the tip. */
export const arrowTo = (
  angle: number,
  length: number,
  name: string,
  color: string,
): readonly Plot.Markish[] => {
  const tip = [length * Math.cos(angle), length * Math.sin(angle)] as const;
  return [
    Plot.arrow([tip], {
      x1: [0],
      y1: [0],
      x2: [tip[0]],
      y2: [tip[1]],
      headLength: 8,
      strokeWidth: 2.5,
      stroke: color,
    }),
    Plot.text([tip], {
      x: [tip[0] + 0.12 * Math.cos(angle)],
      y: [tip[1] + 0.12 * Math.sin(angle)],
      text: () => name,
      fill: color,
      fontSize: 16,
      fontStyle: 'italic',
      fontWeight: 600,
    }),
  ];
};

/** g and y with the angle ψ between them to scale in their plane; the shaded half is uphill. ψ in radians. */
export const pairPlane = (psi: number): Markup => {
  const shown = degrees((psi * 180) / Math.PI);
  const effective = psi < Math.PI / 2;
  const middle = psi / 2;
  return figure({
    alt: `Update g and negative gradient y in their plane: the angle between them is ${shown}, ${effective ? 'less than a right angle, so a metric exists' : 'not less than a right angle, so no metric exists'}.`,
    caption: html`<b>g and y</b> to scale in their plane, ψ = ${shown}. The shaded half is uphill.`,
    plot: {
      ...planeFrame,
      marks: [
        Plot.line(uphill(psi), { fill: 'var(--orange)', fillOpacity: 0.14, stroke: 'none' }),
        Plot.line(arc(0.32, psi), { strokeWidth: 1.2 }),
        Plot.text([shown], {
          x: [0.52 * Math.cos(middle)],
          y: [0.52 * Math.sin(middle)],
          text: (text: string) => `ψ = ${text}`,
          fontSize: 12,
          stroke: 'var(--panel)',
          strokeWidth: 4,
          fill: 'var(--ink)',
        }),
        ...arrowTo(psi, 1, 'y', 'var(--blue)'),
        ...arrowTo(0, 1, 'g', 'var(--orange)'),
        Plot.dot([[0, 0]], { r: 3, fill: 'var(--ink)' }),
      ],
    },
  });
};
