import { effectivePair } from '../../metric/effectivePair.ts';
import { optimalMetric } from '../../metric/optimal.ts';
import { pairGeometry } from '../../metric/pairGeometry.ts';
import { shortNumber } from '../../numbers.ts';
import { arrow, px, svg } from './drawing.ts';

const size = { width: 300, height: 260 } as const;
const centre = [150, 130] as const;
const reach = 108;

/** The shorter of two arrows is at least this share of the longer. */
const leastShare = 1 / 8;

/** What is drawn of two vectors: their lengths in the drawing, and what must be said of it. */
interface Lengths {
  readonly g: number;
  readonly y: number;
  readonly note: string;
}

/** Lengths to scale, unless one of the arrows could not be seen. */
export const lengthsOf = (g: readonly number[], y: readonly number[]): Lengths => {
  const [ofG, ofY] = [Math.hypot(...g), Math.hypot(...y)];
  const most = Math.max(ofG, ofY);
  const share = Math.min(ofG, ofY) / most;
  const drawn = Math.max(share, leastShare);
  const note =
    share < leastShare && share > 0
      ? `${ofG < ofY ? 'g' : 'y'} is drawn ${shortNumber(leastShare / share)} times as long`
      : 'both to scale';
  return { g: ofG === most ? 1 : drawn, y: ofY === most ? 1 : drawn, note };
};

const turned = (v: readonly number[], length: number): readonly [number, number] => {
  const norm = Math.hypot(...v);
  return norm > 0 ? [(reach * length * v[0]!) / norm, (-reach * length * v[1]!) / norm] : [0, 0];
};

/** g = Δ/η and y of a step in the coordinates of θ, and the half that is uphill. */
export const vectorDrawing = (g: readonly number[], y: readonly number[]): string => {
  const { g: ofG, y: ofY, note } = lengthsOf(g, y);
  const [gx, gy] = turned(g, ofG);
  const [yx, yy] = turned(y, ofY);
  const uphill = (Math.atan2(-y[1]!, y[0]!) * 180) / Math.PI;
  const [x, z] = centre;
  const hasY = y.some((value) => value !== 0);
  const body = `${hasY ? `<g clip-path="inset(0)"><rect x="${x - 400}" y="${z - 400}" width="400" height="800" transform="rotate(${px(uphill)} ${x} ${z})" fill="var(--orange)" opacity=".13"/></g>` : ''}${arrow(centre, [yx, yy], 'stroke="var(--blue)"')}${arrow(centre, [gx, gy], 'stroke="var(--orange)"')}${name('y', [yx, yy], 'blue', 13)}${name('g', [gx, gy], 'orange', 26)}<text x="6" y="252">${note}</text>`;
  return svg(
    size,
    `Update g and negative gradient y in the plane of θ; ${note}. The shaded half is uphill.`,
    body,
  );
};

const name = (text: string, [dx, dy]: readonly [number, number], colour: string, beyond: number): string => {
  const length = Math.hypot(dx, dy);
  if (length === 0) return '';
  const by = (length + beyond) / length;
  return `<text x="${px(centre[0] + dx * by)}" y="${px(centre[1] + dy * by + 4)}" text-anchor="middle" font-size="14" font-style="italic" fill="var(--${colour})">${text}</text>`;
};

/** The unit ball {v: vᵀM v ≤ 1} of the metric of least condition number, with g and y; a line where there is none. */
export const ballDrawing = (g: readonly number[], y: readonly number[]): string => {
  if (!hasMetric(g, y)) {
    return svg(
      size,
      'There is no metric: this step is not effective.',
      `<text x="${centre[0]}" y="${centre[1]}" text-anchor="middle" font-size="14">no metric: yᵀg ≤ 0</text>`,
    );
  }
  const metric = optimalMetric(effectivePair(g, y));
  const [least, greatest] = [metric.eigenvalues[0]!, metric.eigenvalues.at(-1)!];
  const axis = least.vector(0);
  const short = Math.sqrt(least.value / greatest.value);
  const degrees = (Math.atan2(-axis[1]!, axis[0]!) * 180) / Math.PI;
  const [x, z] = centre;
  // g until it meets the ellipse, where the tangent is at right angles to y.
  const [ux, uy] = turned(g, 1 / reach);
  const along = ux * Math.cos((degrees * Math.PI) / 180) + uy * Math.sin((degrees * Math.PI) / 180);
  const across = -ux * Math.sin((degrees * Math.PI) / 180) + uy * Math.cos((degrees * Math.PI) / 180);
  const far = reach / Math.hypot(along, across / short);
  const [tipX, tipY] = [x + ux * far, z + uy * far];
  const [yx, yy] = turned(y, 1 / reach);
  const half = 70;
  const body = `<ellipse cx="${x}" cy="${z}" rx="${reach}" ry="${px(Math.max(0.6, reach * short))}" transform="rotate(${px(degrees)} ${x} ${z})" fill="var(--green)" fill-opacity=".16" stroke="var(--green)" stroke-width="1.5"/><path d="M${px(tipX - half * yy)} ${px(tipY + half * yx)}L${px(tipX + half * yy)} ${px(tipY - half * yx)}" stroke="currentColor" stroke-dasharray="4 3"/>${arrow(centre, [yx * 60, yy * 60], 'stroke="var(--blue)"')}${arrow(centre, [ux * far, uy * far], 'stroke="var(--orange)"')}`;
  return svg(
    size,
    `Unit ball of the metric with the least condition number, ${shortNumber(metric.conditionNumber)}: an ellipse with axes in the ratio ${shortNumber(1 / short)}. Where g leaves it, its tangent is perpendicular to y.`,
    body,
  );
};

/** Whether yᵀg > 0, of finite vectors. */
export const hasMetric = (g: readonly number[], y: readonly number[]): boolean =>
  [g, y].every((v) => v.every(Number.isFinite) && v.some((value) => value !== 0)) &&
  pairGeometry(g, y).sign === 1;
