/** Colours that are told apart with every kind of colour vision; from the sixth on they come back dashed. */
const colours = ['blue', 'orange', 'green', 'purple', 'grey'] as const;

/** The stroke of series i. */
export const strokeOf = (index: number): string =>
  `stroke="var(--${colours[index % colours.length]})"${index >= colours.length ? ' stroke-dasharray="5 3"' : ''}`;

/** The fill of series i. */
export const fillOf = (index: number): string => `fill="var(--${colours[index % colours.length]})"`;

/** Text for SVG, escaped. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A coordinate in hundredths of a pixel. */
export const px = (value: number): string => String(Number(value.toFixed(2)));

/** A line through points, broken where one is null. */
export const polyline = (points: readonly (readonly [number, number] | null)[]): string => {
  let isDown = false;
  return points
    .map((point) => {
      if (point === null || !point.every(Number.isFinite)) {
        isDown = false;
        return '';
      }
      const text = `${isDown ? 'L' : 'M'}${px(point[0])} ${px(point[1])}`;
      isDown = true;
      return text;
    })
    .join('');
};

/** An SVG drawing with its text for those who do not see it. */
export const svg = (
  size: { readonly width: number; readonly height: number },
  alt: string,
  body: string,
): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escaped(alt)}" font-family="system-ui,sans-serif" font-size="11" fill="currentColor">${body}</svg>`;

/** A line from a place along a vector, with a head at its tip. */
export const arrow = (
  [x, y]: readonly [number, number],
  [dx, dy]: readonly [number, number],
  stroke: string,
): string => {
  const length = Math.hypot(dx, dy);
  if (!(length > 0)) return '';
  const [ux, uy] = [dx / length, dy / length];
  const head = Math.min(9, length / 2);
  const [tipX, tipY] = [x + dx, y + dy];
  const side = (sign: number): string =>
    `${px(tipX - head * ux + sign * 0.45 * head * uy)} ${px(tipY - head * uy - sign * 0.45 * head * ux)}`;
  return `<path d="M${px(x)} ${px(y)}L${px(tipX)} ${px(tipY)}M${side(1)}L${px(tipX)} ${px(tipY)}L${side(-1)}" fill="none" stroke-width="2.2" ${stroke}/>`;
};
