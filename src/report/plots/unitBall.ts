import * as Plot from '@observablehq/plot';
import { shortNumber } from '../../numbers.ts';
import { formula } from '../formula.ts';
import { html, type Markup } from '../markup.ts';
import { figure } from './figure.ts';
import { pairArrows, planeFrame } from './pairPlane.ts';

/**
 * The ball {v : vᵀM(α*)v ≤ 1} in the plane of g and y, long half-axis scaled to 1. The long axis lies at ψ/2 − π/4
 * from g towards y and the half-axes have the ratio √κ* (X5 and P5). ψ in radians, 0 ≤ ψ < π/2.
 */
export const unitBall = (psi: number): Markup => {
  const kappa = ((1 + Math.sin(psi)) / Math.cos(psi)) ** 2;
  const short = 1 / Math.sqrt(kappa);
  const axis = psi / 2 - Math.PI / 4;
  const at = (phase: number): readonly [number, number] => {
    const [u, v] = [Math.cos(phase), short * Math.sin(phase)];
    return [u * Math.cos(axis) - v * Math.sin(axis), u * Math.sin(axis) + v * Math.cos(axis)];
  };
  const ball = Array.from({ length: 145 }, (_, i) => at((2 * Math.PI * i) / 144));
  const reach = 1 / Math.hypot(Math.cos(axis), Math.sin(axis) / short);
  const tangent = [-1, 1].map((side) => [reach - 0.75 * side * Math.sin(psi), 0.75 * side * Math.cos(psi)]);
  return figure({
    alt: `Unit ball of the metric with the least condition number, an ellipse with half-axes in the ratio 1 to ${shortNumber(Math.sqrt(kappa))}, κ* = ${shortNumber(kappa)}; its tangent at the tip of g is perpendicular to y.`,
    caption: html`<b>Unit ball</b> of ${formula('M(\\alpha^*)')}, to scale: half-axes 1 to √κ* = ${shortNumber(
      Math.sqrt(kappa),
    )}. At the tip of g its tangent is perpendicular to y.`,
    readings: {
      names: ['what', 'along g', 'across g'],
      rows: (
        [
          ['g', [reach, 0]],
          ['y', [Math.cos(psi), Math.sin(psi)]],
          ['end of the long half-axis', at(0)],
          ['end of the short half-axis', at(Math.PI / 2)],
        ] as const
      ).map(([what, place]) => ({ at: place, values: [what, ...place] })),
    },
    plot: {
      ...planeFrame,
      marks: [
        Plot.line(ball, {
          fill: 'var(--green)',
          fillOpacity: 0.16,
          stroke: 'var(--green)',
          strokeWidth: 1.5,
        }),
        Plot.line(tangent, { strokeDasharray: '4 3' }),
        ...pairArrows(psi, { g: reach, y: 1 }),
        Plot.dot([[0, 0]], { r: 3, fill: 'var(--ink)' }),
      ],
    },
  });
};
