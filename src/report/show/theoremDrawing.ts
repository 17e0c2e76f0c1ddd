import { shortNumber } from '../../numbers.ts';
import { arrow, polyline, px } from './drawing.ts';

const size = { width: 460, height: 400 } as const;
const centre = [230, 200] as const;

/** Pixels of a unit of length. */
export const unit = 68;

/** Two vectors as they are seen, with the outline of the unit ball of M; null where there is no M. */
export interface Playground {
  readonly g: readonly [number, number];
  readonly y: readonly [number, number];
  readonly ball: readonly (readonly [number, number])[] | null;
  /** The axes of θ as they are seen. */
  readonly axes: readonly (readonly [number, number])[];
  /** The coordinates of both, for those who do not see them. */
  readonly texts: { readonly g: string; readonly y: string };
}

/** g and y with handles at their tips, which have the focus of the keyboard, and the unit ball of M. */
export const playground = ({ g, y, ball, axes, texts }: Playground): string => {
  const place = ([x, z]: readonly [number, number]): readonly [number, number] => [
    centre[0] + unit * x,
    centre[1] - unit * z,
  ];
  const along = ([x, z]: readonly [number, number]): readonly [number, number] => [unit * x, -unit * z];
  const handle = (name: 'g' | 'y', tip: readonly [number, number], colour: string): string => {
    const [x, z] = place(tip);
    const degrees = Math.round((Math.atan2(tip[1], tip[0]) * 180) / Math.PI);
    return `<g id="handle-${name}" class="handle" tabindex="0" role="slider" aria-label="Tip of ${name}: arrow keys move it" aria-valuemin="-180" aria-valuemax="180" aria-valuenow="${degrees}" aria-valuetext="${texts[name]}"><circle cx="${px(x)}" cy="${px(z)}" r="16" fill="var(--${colour})" fill-opacity=".18" stroke="none"/><circle cx="${px(x)}" cy="${px(z)}" r="5" fill="var(--${colour})"/><text x="${px(x + 14)}" y="${px(z - 12)}" font-size="16" font-style="italic" fill="var(--${colour})">${name}</text></g>`;
  };
  const uphill = (Math.atan2(-y[1], y[0]) * 180) / Math.PI;
  const frame = axes
    .map((axis, i) => {
      const [x, z] = place([3 * axis[0], 3 * axis[1]]);
      const [fromX, fromZ] = place([-3 * axis[0], -3 * axis[1]]);
      const [nameX, nameZ] = place([2.75 * axis[0], 2.75 * axis[1]]);
      return `<path d="M${px(fromX)} ${px(fromZ)}L${px(x)} ${px(z)}" stroke="var(--line)"/><text x="${px(nameX + 4)}" y="${px(nameZ - 4)}" fill="var(--muted)">${['θ₁', 'θ₂', 'θ₃'][i]}</text>`;
    })
    .join('');
  const half =
    axes.length > 2
      ? ''
      : `<rect x="${centre[0] - 600}" y="${centre[1] - 600}" width="600" height="1200" transform="rotate(${px(uphill)} ${centre[0]} ${centre[1]})" fill="var(--orange)" opacity=".12"/>`;
  const ellipse = ball
    ? `<path data-part="ball" d="${polyline(ball.map(place))}Z" fill="var(--green)" fill-opacity=".15" stroke="var(--green)" stroke-width="1.5"/>`
    : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 ${size.width} ${size.height}" role="group" aria-label="g and y with the unit ball of M; both tips can be moved" font-family="system-ui,sans-serif" font-size="12" fill="currentColor">${half}${frame}${ellipse}${arrow(centre, along(y), 'stroke="var(--blue)"')}${arrow(centre, along(g), 'stroke="var(--orange)"')}${handle('y', y, 'blue')}${handle('g', g, 'orange')}</svg>`;
};

/** Eigenvalues on a logarithmic line. */
export const spectrumDrawing = (
  levels: readonly { readonly value: number; readonly name: string }[],
): string => {
  const logs = levels.map(({ value }) => Math.log10(value));
  const [least, most] = [Math.min(...logs, -1), Math.max(...logs, 1)];
  const at = (log: number): number => 30 + (380 * (log - least)) / (most - least || 1);
  const ticks = Array.from(
    { length: Math.floor(most) - Math.ceil(least) + 1 },
    (_, i) => Math.ceil(least) + i,
  );
  const stride = Math.ceil(ticks.length / 7);
  const marks = ticks
    .filter((power) => power % stride === 0)
    .map(
      (power) =>
        `<path d="M${px(at(power))} 52v6" stroke="currentColor"/><text x="${px(at(power))}" y="72" text-anchor="middle">${shortNumber(10 ** power)}</text>`,
    );
  const dots = levels.map(({ name }, i) => {
    const x = at(logs[i]!);
    return `<path d="M${px(x)} 30V52" stroke="var(--green)" stroke-width="2.5"/><text x="${px(x)}" y="${i % 2 === 0 ? 24 : 11}" text-anchor="middle">${name}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 440 80" role="img" aria-label="Spectrum of M: ${levels.map(({ value, name }) => `${name} = ${shortNumber(value)}`).join(', ')}" font-family="system-ui,sans-serif" font-size="11" fill="currentColor"><path d="M20 52H425" stroke="currentColor"/>${marks.join('')}${dots.join('')}</svg>`;
};
