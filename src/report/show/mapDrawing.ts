import { ticks } from 'd3-array';
import { shortNumber } from '../../numbers.ts';
import type { LossPicture } from '../../types/gallery.ts';
import { escaped, fillOf, polyline, px, strokeOf, svg } from './drawing.ts';
import type { ShownRun } from './runs.ts';

const size = { width: 500, height: 482 } as const;
const margin = { left: 46, top: 10 } as const;
const side = 430;

/** Contours of a loss with the paths of runs over each other, each with a dot at one step. */
export const mapDrawing = (
  picture: LossPicture,
  runs: readonly ShownRun[],
  { at, selected }: { readonly at: number; readonly selected: number },
): string => {
  const scale = ([from, to]: readonly [number, number], value: number): number =>
    ((value - from) / (to - from)) * side;
  const place = ([x, y]: readonly [number, number]): readonly [number, number] => [
    scale(picture.x, x),
    side - scale(picture.y, y),
  ];
  const count = picture.contours.length;
  const lines = picture.contours.map(
    ({ path }, i) =>
      `<path d="${escaped(path)}" opacity="${Number((0.75 - (0.5 * i) / count).toFixed(2))}"/>`,
  );
  const marks = picture.landmarks.map(({ kind, theta }) => {
    const [x, y] = place(theta);
    return `<g><title>${escaped(kind)}</title><path d="M${px(x - 5)} ${px(y)}H${px(x + 5)}M${px(x)} ${px(y - 5)}V${px(y + 5)}" stroke="currentColor" stroke-width="1.6"/></g>`;
  });
  const ordered = [...runs].sort((a, b) => Number(a.subject === selected) - Number(b.subject === selected));
  const paths = ordered.map(({ subject, name, points }) => {
    const isSelected = subject === selected;
    const dots = points.map((point) => place(point));
    const now = dots[Math.min(at, dots.length - 1)]!;
    return `<g data-series="${subject}"><title>${escaped(name)}</title><path d="${polyline(dots)}" fill="none" stroke-width="${isSelected ? 2.6 : 1.5}" opacity="${isSelected ? 1 : 0.8}" stroke-linejoin="round" ${strokeOf(subject)}/><circle cx="${px(now[0])}" cy="${px(now[1])}" r="${isSelected ? 6 : 4.5}" stroke="var(--paper)" stroke-width="1.5" ${fillOf(subject)}/></g>`;
  });
  // Wide lines to point at, below everything that is seen.
  const nearby = ordered.map(
    ({ subject, points }) =>
      `<path data-series="${subject}" d="${polyline(points.map(place))}" fill="none" stroke="transparent" stroke-width="12"/>`,
  );
  const start = place(runs[0]?.points[0] ?? [0, 0]);
  const axes = [
    ...ticks(...picture.x, 5).map(
      (value) =>
        `<text x="${px(place([value, 0])[0])}" y="${side + 16}" text-anchor="middle">${escaped(shortNumber(value))}</text>`,
    ),
    ...ticks(...picture.y, 5).map(
      (value) =>
        `<text x="-7" y="${px(place([0, value])[1] + 4)}" text-anchor="end">${escaped(shortNumber(value))}</text>`,
    ),
  ];
  const best = runs[selected];
  const alt = `Contours of ${picture.name} with the paths of ${runs.map(({ name }) => name).join(', ')} from (${picture.starts.length > 0 && runs[0] ? runs[0].points[0]!.map(shortNumber).join(', ') : ''}). ${best ? `At step ${Math.min(at, best.points.length - 1)} ${best.name} is at (${best.points[Math.min(at, best.points.length - 1)]!.map(shortNumber).join(', ')}).` : ''}`;
  return svg(
    size,
    alt,
    `<svg x="${margin.left}" y="${margin.top}" width="${side}" height="${side}" viewBox="0 0 ${side} ${side}"><rect width="${side}" height="${side}" fill="var(--panel)"/><g transform="scale(${side / 1000})" fill="none" stroke="var(--muted)" stroke-width="2">${lines.join('')}</g>${nearby.join('')}${marks.join('')}${paths.join('')}<circle cx="${px(start[0])}" cy="${px(start[1])}" r="6" fill="none" stroke="currentColor" stroke-width="1.6"/></svg><g transform="translate(${margin.left} ${margin.top})"><rect width="${side}" height="${side}" fill="none" stroke="var(--line)"/>${axes.join('')}<text x="${side}" y="${side + 32}" text-anchor="end">θ₁ →</text><text x="-40" y="8">θ₂ ↑</text></g>`,
  );
};
