import type { Gallery } from '../../types/gallery.ts';
import { escaped, strokeOf } from './drawing.ts';
import { mapDrawing } from './mapDrawing.ts';
import { numbersOf, shownRuns } from './runs.ts';

/** The colours of a page on white paper. */
const paper: Readonly<Record<string, string>> = {
  blue: '#0072b2',
  orange: '#d55e00',
  green: '#00936b',
  purple: '#b4568c',
  grey: '#54575d',
  paper: '#ffffff',
  panel: '#ffffff',
  line: '#bbbbbb',
  muted: '#777777',
};

const width = 500;
const height = 482;
const legend = 22;

/** A fixed picture: for each loss, the paths of all rules from its first start, each at its best step size, with a key. */
export const galleryPicture = (gallery: Gallery): string => {
  const { losses, subjects, steps } = gallery;
  const numbers = numbersOf(gallery);
  const columns = Math.min(3, losses.length);
  const rows = Math.ceil(losses.length / columns);
  const maps = losses.map((picture, loss) => {
    const runs = shownRuns(gallery, numbers, { loss, start: 0, stepSize: null });
    const drawn = mapDrawing(picture, runs, { at: steps, selected: -1 });
    const [x, y] = [(loss % columns) * width, Math.floor(loss / columns) * (height + legend)];
    return `<g transform="translate(${x} ${y})"><text x="46" y="15" font-size="14">${escaped(picture.name)}</text><g transform="translate(0 ${legend})">${drawn.replace('<svg ', `<svg width="${width}" height="${height}" `)}</g></g>`;
  });
  const bottom = rows * (height + legend);
  const perRow = columns * 3;
  const keys = subjects.map(({ name }, i) => {
    const [x, y] = [46 + (i % perRow) * 160, bottom + 14 + Math.floor(i / perRow) * 20];
    return `<path d="M${x} ${y - 4}h24" stroke-width="3" ${strokeOf(i)}/><text x="${x + 30}" y="${y}">${escaped(name.slice(0, 20))}</text>`;
  });
  const [all, tall] = [columns * width, bottom + 14 + 20 * Math.ceil(subjects.length / perRow)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${all}" height="${tall}" viewBox="0 0 ${all} ${tall}" color="#1d1f23" fill="#1d1f23" font-family="system-ui,sans-serif" font-size="12"><rect width="100%" height="100%" fill="#ffffff"/>${maps.join('')}${keys.join('')}</svg>\n`.replace(
    /var\(--(\w+)\)/g,
    (_, name: string) => paper[name] ?? '#000000',
  );
};
