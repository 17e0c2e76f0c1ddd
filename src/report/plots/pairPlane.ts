import * as Plot from '@observablehq/plot';
import { degrees } from '../../numbers.ts';
import { html, type Markup } from '../markup.ts';
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
    const next = square[(i + 1) % 4]!;
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

/**
 * y and on top of it g, of these lengths, with their names at the tips, which keep apart where the angle is small.
 * ψ in radians
 */
export const pairArrows = (
  psi: number,
  length: { readonly g: number; readonly y: number },
): readonly Plot.Markish[] => {
  const spread = Math.max(0, (0.26 - psi) / 2);
  return [
    ...arrow(psi, length.y, 'var(--blue)', 4.5),
    ...arrow(0, length.g, 'var(--orange)', 2),
    ...name('y', psi + spread, length.y, 'var(--blue)'),
    ...name('g', -spread, length.g, 'var(--orange)'),
  ];
};

const arrow = (
  angle: number,
  length: number,
  stroke: string,
  strokeWidth: number,
): readonly Plot.Markish[] => [
  Plot.arrow([0], {
    x1: [0],
    y1: [0],
    x2: [length * Math.cos(angle)],
    y2: [length * Math.sin(angle)],
    headLength: 16 / strokeWidth,
    strokeWidth,
    stroke,
  }),
];

const name = (text: string, angle: number, length: number, fill: string): readonly Plot.Markish[] => [
  Plot.text([text], {
    x: [(length + 0.13) * Math.cos(angle)],
    y: [(length + 0.13) * Math.sin(angle)],
    fill,
    stroke: 'var(--panel)',
    strokeWidth: 3,
    fontSize: 17,
    fontStyle: 'italic',
    fontWeight: 600,
  }),
];

/** g and y with the angle ψ between them to scale in their plane; the shaded half is uphill. ψ in radians. */
export const pairPlane = (psi: number): Markup => {
  const shown = degrees((psi * 180) / Math.PI);
  const effective = psi < Math.PI / 2;
  return figure({
    alt: `Update g and negative gradient y in their plane: the angle between them is ${shown}, ${effective ? 'less than a right angle, so a metric exists' : 'not less than a right angle, so no metric exists'}.`,
    caption: html`<b>g and y</b> to scale in their plane, ψ = ${shown}. The shaded half is uphill.`,
    readings: {
      names: ['vector', 'along g', 'across g'],
      rows: [
        { at: [1, 0], values: ['g', 1, 0] },
        { at: [Math.cos(psi), Math.sin(psi)], values: ['y', Math.cos(psi), Math.sin(psi)] },
      ],
    },
    plot: {
      ...planeFrame,
      marks: [
        Plot.line(uphill(psi), { fill: 'var(--orange)', fillOpacity: 0.14, stroke: 'none' }),
        Plot.line(arc(0.32, psi), { strokeWidth: 1.2 }),
        Plot.text([shown], {
          x: [0.5],
          y: [-0.16],
          text: (text: string) => `ψ = ${text}`,
          fontSize: 12,
          stroke: 'var(--panel)',
          strokeWidth: 4,
          fill: 'var(--ink)',
        }),
        ...pairArrows(psi, { g: 1, y: 1 }),
        Plot.dot([[0, 0]], { r: 3, fill: 'var(--ink)' }),
      ],
    },
  });
};
