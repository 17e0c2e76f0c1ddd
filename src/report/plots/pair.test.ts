import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import type { Markup } from '../markup.ts';
import { pairPlane } from './pairPlane.ts';
import { unitBall } from './unitBall.ts';

const svgOf = ({ markup }: Markup) => {
  const svg = parseHTML(`<!doctype html><html><body>${markup}</body></html>`).document.querySelector('svg');
  if (!svg) throw new Error('there is a drawing');
  return svg;
};

type Point = readonly [number, number];

/** The drawn paths of a colour, as points in the plane with y upwards and the origin in the middle of the frame. */
const paths = (figure: Markup, stroke: string): readonly (readonly Point[])[] =>
  [...svgOf(figure).querySelectorAll('path')]
    .filter((path) =>
      [path, path.parentElement].some((element) => element?.getAttribute('stroke') === stroke),
    )
    .map((path) =>
      [...(path.getAttribute('d') ?? '').matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(
        ([, x, y]): Point => [Number(x) - 150, 150 - Number(y)],
      ),
    );

/** Direction of an arrow drawn from the origin: its path begins there and goes to the tip first. */
const direction = (figure: Markup, stroke: string): number => {
  const tip = paths(figure, stroke)[0]?.[1];
  if (!tip) throw new Error('there is an arrow');
  return Math.atan2(tip[1], tip[0]);
};

it.each([0, 0.01, 0.5, 1, 1.5, 1.57079, Math.PI / 2, 2, 3, Math.PI])(
  'pairPlane(%d) draws y at the angle ψ from g, to scale',
  (psi) => {
    const figure = pairPlane(psi);
    expect(direction(figure, 'var(--orange)')).toBeCloseTo(0, 3);
    expect(direction(figure, 'var(--blue)')).toBeCloseTo(psi, 3);
  },
);

it.each([
  [0, false],
  [1.5, false],
  [1.6, true],
  [Math.PI, true],
])('pairPlane(%d) shades the half of −y: g lies in it, %s', (psi, inside) => {
  const shape = [...svgOf(pairPlane(psi)).querySelectorAll('[fill="var(--orange)"]')].find((element) =>
    element.getAttribute('fill-opacity'),
  );
  const d = (shape?.getAttribute('d') ?? shape?.querySelector('path')?.getAttribute('d')) || '';
  const points = [...d.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(
    ([, x, y]): Point => [Number(x) - 150, 150 - Number(y)],
  );
  expect(points.length).toBeGreaterThan(3);
  for (const [x, y] of points) expect(x * Math.cos(psi) + y * Math.sin(psi)).toBeLessThan(0.1);
  const crossings = points.filter(([x, y], i) => {
    const [nextX, nextY] = points[(i + 1) % points.length] ?? [x, y];
    return y > 0 !== nextY > 0 && x + ((nextX - x) * y) / (y - nextY) > 50;
  });
  expect(crossings.length % 2 === 1).toBe(inside);
});

it('pairPlane(ψ) says in words whether a metric exists', () => {
  expect(svgOf(pairPlane(1)).getAttribute('aria-label')).toContain(
    'is 57.3°, less than a right angle, so a metric exists',
  );
  expect(svgOf(pairPlane(Math.PI / 2)).getAttribute('aria-label')).toContain('so no metric exists');
});

const pairs = [0, 0.05, 0.6, 1.2, 1.5] as const;

it.each(pairs)('unitBall(%d) has half-axes in the ratio 1 to √κ*, κ* = cot²(δ/2)', (psi) => {
  const radii = (paths(unitBall(psi), 'var(--green)')[0] ?? []).map(([x, y]) => Math.hypot(x, y));
  expect(radii.length).toBeGreaterThan(100);
  const ratio = Math.max(...radii) / Math.min(...radii);
  expect(ratio * Math.tan((Math.PI / 2 - psi) / 2)).toBeCloseTo(1, 1);
});

it.each(pairs)('unitBall(%d) is supported at the tip of g by a line perpendicular to y', (psi) => {
  const figure = unitBall(psi);
  const ball = paths(figure, 'var(--green)')[0] ?? [];
  const tip = paths(figure, 'var(--orange)')[0]?.[1] ?? [0, 0];
  const height = ([x, y]: Point): number => x * Math.cos(psi) + y * Math.sin(psi);
  const highest = Math.max(...ball.map(height));
  expect(Math.abs(height([tip[0], tip[1]]) - highest)).toBeLessThan(0.6);
});
