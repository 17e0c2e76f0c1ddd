import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import type { RuleStatistics, TrajectoryRow } from '../../types/report.ts';
import type { Markup } from '../markup.ts';
import { angleHistogram } from './angles.ts';
import { apart } from './apart.ts';
import { blockLines } from './blocks.ts';
import { coverageBars } from './coverage.ts';
import { degradation } from './degradation.ts';
import { figure } from './figure.ts';
import { stepSizeFrontier } from './frontier.ts';
import { heatMap } from './heatMap.ts';
import { levelSegments, levelsOf } from './levels.ts';
import { linearAxis } from './linearAxis.ts';
import { logAxis, power } from './logAxis.ts';
import { lossCurve } from './lossCurve.ts';
import { path } from './path.ts';
import { seriesPlots } from './series.ts';
import { windowBars } from './windows.ts';

const parse = (figure: Markup | undefined) =>
  parseHTML(`<!doctype html><html><body>${figure?.markup ?? ''}</body></html>`).document;
const alt = (figure: Markup | undefined): string =>
  parse(figure).querySelector('svg')?.getAttribute('aria-label') ?? '';
const count = (figure: Markup | undefined, selector: string): number =>
  parse(figure).querySelectorAll(selector).length;

/** A figure without what it can be read at. */
const drawn = (markup: string): string => markup.replace(/<template>.*<\/template>/s, '');

/** What a figure can be read at: the names, and x, y and the values of each place. */
const readings = (figure: Markup | undefined) => {
  const text: string = parse(figure).querySelector('template')?.innerHTML.replaceAll('&gt;', '>') ?? '';
  const [names, ...rows] = text.split('\n').map((line) => line.split('\t'));
  return { names, rows };
};

const empty: RuleStatistics = {
  steps: 0,
  effectiveSteps: 0,
  restSteps: 0,
  angles: { edges: [0, 90, 180], counts: [0, 0] },
  largestAngle: null,
  largestConditionNumber: null,
  degradation: [],
  frontier: [],
  windows: [],
  blocks: [],
  heatMap: [],
  losses: [],
};

it('nothing is drawn of nothing', () => {
  for (const plot of [angleHistogram, degradation, stepSizeFrontier, windowBars, blockLines, heatMap]) {
    expect(plot(empty)).toBeUndefined();
  }
  expect(coverageBars([])).toBeUndefined();
  expect(lossCurve([])).toBeUndefined();
  expect(path([])).toBeUndefined();
  expect(seriesPlots({ id: 'E1', title: '', numbers: {}, series: [] })).toEqual([]);
});

it('angleHistogram tells where the steps lie and how many have no metric', () => {
  const figure = angleHistogram({
    angles: { edges: [0, 89, 90, 180], counts: [5, 7, 2] },
    largestAngle: 89.9999,
  });
  expect(alt(figure)).toBe(
    'Histogram of the angle ψ between update and negative gradient over 14 steps: most lie in 89° to 90°, largest of a descending step 89.9999°; 2 at 90° or more.',
  );
  expect(count(figure, 'rect[fill="var(--blue)"]')).toBe(2);
  expect(count(figure, 'rect[fill="var(--orange)"]')).toBe(1);
});

it('angleHistogram draws bins of any width, without a right angle among their edges and without a largest angle', () => {
  const figure = angleHistogram({ angles: { edges: [0, 1, 80], counts: [1, 1, 4] }, largestAngle: null });
  expect(alt(figure)).toContain('over 6 steps: most lie in 1° to 80°; 0 at');
});

it('angleHistogram draws steps straight uphill, at 180°, with those before it', () => {
  const figure = angleHistogram({ angles: { edges: [0, 90, 180], counts: [3, 2, 4] }, largestAngle: null });
  expect(alt(figure)).toContain('over 9 steps: most lie in 90° to 180°; 6 at 90° or more.');
});

it('degradation leaves out what has no place on logarithmic axes', () => {
  const bin = { logDelta: -1, count: 3, least: 300, greatest: 500 };
  const figure = degradation({
    degradation: [bin, { ...bin, count: 0 }, { ...bin, greatest: Infinity }, { ...bin, least: Number.NaN }],
  });
  expect(alt(figure)).toContain('to 500 at δ = 0.1.');
  expect(count(figure, 'g[fill="var(--orange)"] rect')).toBe(1);
});

it('stepSizeFrontier compares the rule with gradient descent, from the first bin with cases to the last', () => {
  const bin = { total: 10, gradientDescentEffective: 10 };
  const figure = stepSizeFrontier({
    frontier: [
      { ...bin, from: 0, to: 0.1, effective: 10 },
      { ...bin, from: 0.1, to: 1, effective: 5 },
      { ...bin, from: 1, to: 2, effective: 5, total: 0 },
      { ...bin, from: 2, to: Infinity, effective: 1 },
    ],
  });
  expect(alt(figure)).toBe(
    'Share of steps on which the loss fell, against η·β: 100 % at 0.05, 50.0 % at 0.316; gradient descent 100 % and 100 %.',
  );
});

it('windowBars names the window that no case needed, and that none sufficed', () => {
  const figure = windowBars({
    windows: [
      { window: 1, count: 3 },
      { window: 4, count: 0 },
      { window: 7, count: 2 },
      { window: 8, count: 2 },
      { window: 1000, count: 4 },
      { window: null, count: 1 },
    ],
  });
  expect(alt(figure)).toBe(
    'Cases by the window needed: 25.0 % need 1, 33.3 % need 5–8, 33.3 % need 65+, 8.3 % need none.',
  );
});

it('blockLines needs two blocks, and draws at most five', () => {
  const blocks = (names: number) => ({
    blocks: Array.from({ length: names }, (_, i) => ({ block: `b${i}`, step: 0, effective: i, total: 10 })),
  });
  expect(blockLines(blocks(1))).toBeUndefined();
  expect(alt(blockLines(blocks(2)))).toContain('b0 from 0 % to 0 %, b1 from 10.0 % to 10.0 %.');
  expect(blockLines(blocks(7))?.markup).toContain('2 more blocks are in report.json.');
  expect(blockLines({ blocks: [{ block: 'b', step: 0, effective: 0, total: 0 }] })).toBeUndefined();
});

it('heatMap has a cell for each three strata, in their order, and counts those that are filled', () => {
  const figure = heatMap({
    heatMap: [
      { angle: '≥ 90°', dimension: '9–64', scale: '> 1e2', count: 100 },
      { angle: '(0°, 1°]', dimension: '2', scale: '≤ 1e2', count: 4 },
      { angle: '0°', dimension: '2', scale: '≤ 1e2', count: 0 },
    ],
  });
  expect(alt(figure)).toContain(
    '104 steps by angle, dimension and scale: 2 of 12 cells are filled, the fullest with 100.',
  );
  const words = [...parse(figure).querySelectorAll('svg text')].map((text) => text.textContent);
  const names = new Set(words.filter((word) => /[°–]|\|y\|/.test(word ?? '')));
  expect([...names]).toEqual(['|y| ≤ 10²', '|y| > 10²', '0°', '(0°, 1°]', '≥ 90°', '9–64']);
});

it('coverageBars tells what is not yet certain', () => {
  const figure = coverageBars([
    { label: 'D = 1', required: 0.05, observed: 0.07, certain: true },
    { label: 'D = 1', required: 0.5, observed: 0.01, certain: false },
  ]);
  expect(alt(figure)).toBe(
    'Coverage: D = 1 7.0 % of 5.0 % required, D = 1 1.0 % of 50.0 % required. 1 not yet certain.',
  );
  expect(count(figure, 'rect[fill="var(--orange)"]')).toBe(1);
});

const row = (
  step: number,
  theta: readonly number[],
  delta: readonly number[],
  loss: readonly [number, number],
): TrajectoryRow => ({
  step,
  theta,
  gradient: theta,
  y: theta.map((x) => -x),
  delta,
  loss: loss[0],
  lossAfter: loss[1],
  angle: null,
  conditionNumber: null,
  smallestEigenvalue: null,
  largestEigenvalue: null,
  margin: null,
});

it('lossCurve marks the steps on which the loss did not fall, on the axis that shows it', () => {
  const steps = [row(0, [1], [1], [4, 1]), row(1, [1], [1], [1, 1]), row(2, [1], [1], [1, Number.NaN])];
  expect(alt(lossCurve(steps))).toBe('Loss over 2 steps: from 4 to 1; it fails to fall on 1 of them.');
  expect(parse(lossCurve(steps)).documentElement.textContent).not.toContain('10⁰');
  expect(parse(lossCurve([row(0, [1], [1], [1e6, 1])])).documentElement.textContent).toContain('10⁶');
});

it('path is drawn with equal scales, beyond the plane in the two coordinates that move most', () => {
  expect(path([row(0, [1], [1], [1, 1])])).toBeUndefined();
  const beyond = path([row(0, [1, 2, 3], [1, 0, -2], [1, 1])]);
  expect(alt(beyond)).toBe('Path of θ in the plane: from (1, 3) to (2, 1) in 1 step.');
  expect(parse(beyond).documentElement.textContent).toContain('θ[0] and θ[2] of 3 coordinates.');
  expect(path([row(0, [Infinity, 1], [1, 1], [1, 1])])).toBeUndefined();
  const steps = [row(0, [1, 2], [-0.5, -1], [2, 1]), row(1, [0.5, 1], [0, 0], [1, 1])];
  expect(alt(path(steps))).toBe('Path of θ in the plane: from (1, 2) to (0.5, 1) in 2 steps.');
  expect(alt(path([row(0, [0, 0], [0, 0], [0, 0])]))).toContain('in 1 step.');
});

it('path stands on level lines of the loss in two dimensions, and on its curve in one', () => {
  const grid = (values: readonly number[], dimension: number) => ({
    from: Array.from({ length: dimension }, () => -1),
    to: Array.from({ length: dimension }, () => 1),
    values,
  });
  const bowl = [-1, 0, 1].flatMap((z) => [-1, 0, 1].map((x) => x * x + z * z));
  const step = row(0, [1, 0], [-1, 0], [1, 0]);
  expect(alt(path([step], grid(bowl, 2)))).toContain('in 1 step, on level lines of the loss.');
  expect(alt(path([step], grid([1, 1, 1, 1], 2)))).toContain('in 1 step.');
  const line = { ...row(0, [1], [-1], [1, 0]), reference: { delta: [0], theta: [1] } };
  const curve = path([line, row(1, [Number.NaN], [1], [1, 0])], grid([1, Number.NaN, 0, 1], 1));
  expect(alt(curve)).toBe('The loss along θ, and 1 step from 1 to 0.');
  expect(parse(curve).documentElement.textContent).toContain('where the reference is');
  expect(path([line], { from: [1], to: [1], values: [1] })).toBeUndefined();
});

it('levelSegments(grid, level) cuts a plane along a line, and levelsOf(…) are between its ends', () => {
  const slope = { from: [0, 0], to: [2, 2], values: [0, 1, 2, 0, 1, 2, 0, 1, 2] };
  const ends = levelSegments(slope, 0.5).flat();
  expect(ends.length).toBeGreaterThan(0);
  for (const [x] of ends) expect(x).toBeCloseTo(0.5);
  expect(levelSegments({ ...slope, values: [0, 1, 0, 1].map(() => Number.NaN) }, 1)).toEqual([]);
  expect(levelsOf([0, 4], 2)).toEqual([0.25, 2.25]);
  expect(levelsOf([1, Number.NaN, 1], 2)).toEqual([]);
});

it.each([
  [0, 1, '0.2', '0.4'],
  [-4950.004, -4950.001, '−4,950.003', '−4,950.002'],
  [1e9, 1e9 + 3, '1,000,000,001', '1,000,000,002'],
])('linearAxis(…) from %d to %d has labels that differ: %s, %s', (least, most, first, second) => {
  const { tickFormat } = linearAxis([least, most, Number.NaN], 5);
  const at = (label: string): number => Number(label.replaceAll(',', '').replace('−', '-'));
  expect([first, second].map((label) => tickFormat(at(label)))).toEqual([first, second]);
});

it('path draws a step whose y is missing, without its arrow', () => {
  const step = { ...row(0, [1, 2], [-0.5, -1], [2, 1]), y: [] };
  expect(alt(path([step]))).toBe('Path of θ in the plane: from (1, 2) to (0.5, 1) in 1 step.');
});

it('seriesPlots leaves a series out of the words that has nothing to draw beside one that has', () => {
  const series = (name: string, values: readonly number[]) => ({
    name,
    x: { label: 'step', values: [0, 1] },
    y: { label: 'loss', values },
  });
  const [figure] = seriesPlots({
    id: 'E1',
    title: '',
    numbers: {},
    series: [series('a', [3, 2]), series('b', [Number.NaN, Number.POSITIVE_INFINITY])],
  });
  expect(alt(figure)).toBe('Plot of loss against step: a from 3 to 2.');
});

it('seriesPlots puts series that share their axes into one plot, and draws at most 400 points of each', () => {
  const values = Array.from({ length: 5000 }, (_, i) => i);
  const series = (name: string, label: string, log?: boolean) => ({
    name,
    x: { label: 'step', values },
    y: { label, ...(log && { log }), values },
  });
  const figures = seriesPlots({
    id: 'E1',
    title: '',
    numbers: {},
    series: [
      series('a', 'loss'),
      series('b', 'loss'),
      series('c', 'κ', true),
      { ...series('d', 'x'), y: { label: 'x', values: [] } },
    ],
  });
  expect(figures.map(alt)).toEqual([
    'Plot of loss against step: a from 0 to 4,999, b from 0 to 4,999.',
    'Plot of κ against step: c from 1 to 4,999.',
  ]);
  for (const { markup } of figures) expect(drawn(markup).length).toBeLessThan(20_000);
  expect(readings(figures[0]).rows.length).toBeLessThanOrEqual(2 * 400);
  expect(readings(figures[0]).rows.length).toBeGreaterThan(2 * 300);
});

it('seriesPlots draws the series among many lightly behind the others, and names them together', () => {
  const series = (name: string, values: readonly number[], among?: string) => ({
    name,
    ...(among !== undefined && { among }),
    x: { label: 'step', values: [0, 1] },
    y: { label: 'loss', values },
  });
  const [figure] = seriesPlots({
    id: 'E6',
    title: '',
    numbers: {},
    series: [series('median', [4, 2]), series('run 1', [3, 1], '2 runs'), series('run 2', [5, 3], '2 runs')],
  });
  expect(alt(figure)).toBe('Plot of loss against step: 2 runs drawn lightly, median from 4 to 2.');
  const markup = figure?.markup ?? '';
  expect(markup).toContain('Lightly: 2 runs.');
  expect(drawn(markup)).not.toContain('run 1');
  expect(readings(figure).rows.map((row) => row.slice(2))).toContainEqual(['run 1', '1', '1']);
  expect(markup.match(/stroke-opacity="0.25"/g)).toHaveLength(2);
  expect(markup.lastIndexOf('stroke-opacity="0.25"')).toBeLessThan(markup.indexOf('stroke="var(--blue)"'));
});

it('seriesPlots draws a dashed line on top of the solid ones', () => {
  const series = (name: string) => ({
    name,
    x: { label: 'step', values: [0, 1] },
    y: { label: 'share', values: [1, 1] },
  });
  const [figure] = seriesPlots({ id: 'E2', title: '', numbers: {}, series: ['a', 'b', 'c'].map(series) });
  const strokes = [...(figure?.markup ?? '').matchAll(/stroke="(var\(--(?:blue|orange|green)\))"/g)];
  expect(strokes.map(([, color]) => color)).toEqual(['var(--blue)', 'var(--green)', 'var(--orange)']);
});

it('power(x) writes powers of ten and nothing else', () => {
  expect([1e-300, 0.01, 1, 1e21, 3].map(power)).toEqual(['10⁻³⁰⁰', '10⁻²', '10⁰', '10²¹', '']);
});

it('logAxis(values) has ticks at up to seven powers of ten within the values, and plain ticks within a decade', () => {
  expect(logAxis([0.5, 200]).ticks).toEqual([1, 10, 100]);
  expect(logAxis([0.1, 1000, 0, Infinity]).ticks).toEqual([0.1, 1, 10, 100, 1000]);
  expect(logAxis([1e-100, 1e100]).ticks).toHaveLength(5);
  for (const values of [[0.02, 0.03], [5, 15], [0, Number.NaN], []]) expect(logAxis(values).ticks).toBe(5);
});

it('apart draws the updates of a rule and of its reference with their difference, and path where both go', () => {
  const row = (k: number, reference?: TrajectoryRow['reference']): TrajectoryRow => ({
    step: k,
    theta: [k, 1],
    gradient: [1, 1],
    y: [-1, -1],
    delta: [1, 0],
    loss: 1,
    lossAfter: 1,
    angle: null,
    conditionNumber: null,
    smallestEigenvalue: null,
    largestEigenvalue: null,
    margin: null,
    ...(reference && { reference }),
  });
  expect(apart([row(0)])).toBeUndefined();
  expect(apart([row(0, { delta: [1, 0] }), row(1)])).toBeDefined();
  const rows = [row(0, { delta: [0, 0], theta: [0, 1] }), row(1, { delta: [0, 2], theta: [0, 3] }), row(2)];
  expect(alt(apart(rows))).toBe(
    'Size of the updates of the rule and of its reference, and of their difference, over 2 steps: ' +
      'the rule 1, the reference 2, their difference 2.24 at the last.',
  );
  expect(path(rows)?.markup).toContain('path of the reference');
  expect(path([row(0)])?.markup).not.toContain('path of the reference');
});

it('figures are read where they are drawn: on a bar, in a cell of a facet, at a point', () => {
  const bars = windowBars({
    windows: [
      { window: 1, count: 3 },
      { window: null, count: 1 },
    ],
  });
  expect(readings(bars).names).toEqual(['window in steps', 'share of cases']);
  const [first] = readings(bars).rows;
  const bar = parse(bars).querySelector('rect');
  const edge = (name: string): number => Number(bar?.getAttribute(name));
  expect(first?.slice(2)).toEqual(['1', '0.75']);
  expect(Number(first?.[0])).toBeCloseTo(edge('x') + edge('width') / 2, 0);
  expect(Number(first?.[1])).toBeCloseTo(edge('y'), 0);

  const cell = { angle: '0°', dimension: '2', count: 3 };
  const map = heatMap({
    heatMap: [
      { ...cell, scale: '≤ 1e2' },
      { ...cell, scale: '> 1e2' },
      { ...cell, angle: '(0°, 1°]', scale: '> 1e2' },
    ],
  });
  const { rows } = readings(map);
  expect(rows.map((row) => row.slice(2))).toEqual([
    ['0°', '2', '|y| ≤ 10²', '3'],
    ['0°', '2', '|y| > 10²', '3'],
    ['(0°, 1°]', '2', '|y| ≤ 10²', '0'],
    ['(0°, 1°]', '2', '|y| > 10²', '3'],
  ]);
  const centres = [...parse(map).querySelectorAll('rect')].map((rect) => {
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) =>
      Number(rect.getAttribute(name)),
    );
    const moved = rect
      .closest('g[transform]')
      ?.getAttribute('transform')
      ?.match(/,\s*(-?[\d.]+)\)/)?.[1];
    return [x! + width! / 2, y! + height! / 2 + Number(moved ?? 0)] as const;
  });
  // Facet by facet, as they are drawn.
  const read = [0, 2, 1, 3].map((i) => rows[i]!);
  expect(centres).toHaveLength(read.length);
  for (const [i, [x, y]] of centres.entries()) {
    expect(Number(read[i]?.[0])).toBeCloseTo(x, 0);
    expect(Number(read[i]?.[1])).toBeCloseTo(y, 0);
  }
});

it('figures leave out of their readings what has no place, and keep to one line what a name breaks', () => {
  const shown = figure({
    alt: '',
    caption: '',
    readings: {
      names: ['a\tb\nc', 'x'],
      rows: [
        { at: [1, 1], values: ['<i>\n', 1 / 3] },
        { at: [Number.NaN, 1], values: ['gone', 0] },
      ],
    },
    plot: { x: { domain: [0, 1] }, y: { domain: [0, 1] }, marks: [] },
  });
  expect(readings(shown).names).toEqual(['a b c', 'x']);
  expect(readings(shown).rows.map((row) => row.slice(2))).toEqual([['&lt;i> ', '0.333333333333']]);
});
