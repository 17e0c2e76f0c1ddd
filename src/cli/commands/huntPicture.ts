import { loadEveryFamily } from '../../catalog/losses.ts';
import { contourLines } from '../../gallery/contourLines.ts';
import { drawnPath, type HuntPicture } from '../../report/hunt/huntPage.ts';
import { mapDrawing } from '../../report/show/mapDrawing.ts';
import type { HuntFile } from '../../types/hunt.ts';
import type { Loss } from '../../types/loss.ts';

/** Values of a function of one coordinate that are drawn. */
const lineValues = 240;

/** Half as wide again as what is in it. */
const around = (values: readonly number[]): readonly [number, number] => {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const more = 0.15 * (most - least || 1);
  return [least - more, most + more];
};

/** What the function of a find looks like around the run on it; nothing of more than two coordinates. */
export const huntPicture = async (file: HuntFile): Promise<HuntPicture> => {
  const { family, parameters } = file.found.scenario.loss;
  const loss = (await loadEveryFamily()).find(({ name }) => name === family)!.build(parameters);
  if (loss.dimension > 2) return {};
  return loss.dimension === 1 ? lineOf(file, loss) : mapOf(file, loss);
};

const lineOf = (file: HuntFile, loss: Loss): HuntPicture => {
  const period = file.shown.around?.map(([theta]) => theta!) ?? [];
  const [from, to] = around([0, ...period, ...drawnPath(file).map(([theta]) => theta!)]);
  const at = (theta: number): readonly [number, number] => [theta, loss.value(Float64Array.of(theta))];
  const values = Array.from({ length: lineValues + 1 }, (_, k) => from + (k / lineValues) * (to - from));
  return {
    line: values.map(at),
    ...(period.length > 0 && { period: [...period, period[0]!].map(at) }),
  };
};

const mapOf = (file: HuntFile, loss: Loss): HuntPicture => {
  const points = drawnPath(file).map(([x, y]) => [x!, y!] as const);
  const period = file.shown.around?.map(([x, y]) => [x!, y!] as const) ?? [];
  const [x, y] = [0, 1].map((axis) =>
    around([0, ...[...points, ...period].map((point) => point[axis as 0 | 1])]),
  );
  const half = Math.max(x![1] - x![0], y![1] - y![0]) / 2;
  const [middleX, middleY] = [(x![0] + x![1]) / 2, (y![0] + y![1]) / 2];
  const window = {
    x: [middleX - half, middleX + half] as const,
    y: [middleY - half, middleY + half] as const,
  };
  const run = (subject: number, name: string, of: typeof points) => ({
    subject,
    name,
    stepSize: file.problem.stepSize,
    end: 'completed' as const,
    points: of,
    deltas: [],
    slopes: [],
    values: [],
  });
  const runs = [
    run(0, 'the run', points),
    ...(period.length > 0 ? [run(1, 'one period', [...period, period[0]!])] : []),
  ];
  const minima = (loss.landmarks ?? []).map(({ kind, theta }) => ({
    kind,
    theta: [theta[0]!, theta[1]!] as const,
  }));
  const picture = {
    ...window,
    name: 'L',
    description: '',
    minimum: loss.minimum ?? null,
    landmarks: minima,
    starts: [points[0]!],
    contours: contourLines(loss, window),
  };
  return { map: mapDrawing(picture, runs, { at: Number.MAX_SAFE_INTEGER, selected: runs.length - 1 }) };
};
