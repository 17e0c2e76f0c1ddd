import { escapeHtml, type Markup, trusted } from '../../markup.ts';

/** Attributes of an element by the names that a style has in code: strokeWidth is stroke-width, className is class. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

const attributeName = (name: string): string =>
  name === 'className'
    ? 'class'
    : /^(viewBox)$/.test(name)
      ? name
      : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A coordinate to a hundredth of a pixel. */
export const coordinate = (value: number): number => Number(value.toFixed(2));

/** An element of a drawing. Attributes without a value are left out, and texts are escaped. */
export const element = (
  name: string,
  attributes: Attributes,
  content: readonly Markup[] | string = [],
): Markup => {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(
      ([key, value]) =>
        ` ${attributeName(key)}="${typeof value === 'number' ? coordinate(value) : escapeHtml(String(value), 100_000)}"`,
    )
    .join('');
  const inside =
    typeof content === 'string' ? escapeHtml(content, 1000) : content.map(({ markup }) => markup).join('');
  return trusted(`<${name}${written}${inside === '' ? ' />' : `>${inside}</${name}>`}`);
};

/** A path through points; a gap is where a coordinate is not finite. */
export const pathThrough = (points: readonly (readonly [number, number])[]): string => {
  let pen = 'M';
  let path = '';
  for (const [x, y] of points) {
    const isDrawn = Number.isFinite(x) && Number.isFinite(y);
    if (isDrawn) path += `${pen}${coordinate(x)},${coordinate(y)}`;
    pen = isDrawn ? 'L' : 'M';
  }
  return path;
};
