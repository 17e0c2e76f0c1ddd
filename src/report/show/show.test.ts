import { expect, it } from 'vitest';
import { effectivePair } from '../../metric/effectivePair.ts';
import { familyMetric } from '../../metric/family.ts';
import { optimalMetric } from '../../metric/optimal.ts';
import type { Gallery, LossPicture, RecordedPoint, RecordedRun } from '../../types/gallery.ts';
import { chart, chartTable } from './chart.ts';
import { arrow, escaped, polyline } from './drawing.ts';
import { galleryPage } from './galleryPage.ts';
import { galleryPicture } from './galleryPicture.ts';
import { mapDrawing } from './mapDrawing.ts';
import { pageCode } from './pageCode.ts';
import { placesOf, planarPair, pointAt } from './recorded.ts';
import { numbersOf, shownRuns } from './runs.ts';
import { runsPage } from './runsPage.ts';
import { ballDrawing, lengthsOf, vectorDrawing } from './stepDrawing.ts';
import {
  alphaStarOf,
  familyCurve,
  matrixTexts,
  minimiserCurve,
  outline,
  rowsOf,
  sectorFrontier,
  towardsRightAngle,
} from './theorem.ts';
import { playground, spectrumDrawing } from './theoremDrawing.ts';
import { theoremPage } from './theoremPage.ts';

const picture: LossPicture = {
  name: 'bowl <of> its kind',
  description: 'x²',
  x: [-1, 1],
  y: [-1, 1],
  minimum: 0,
  landmarks: [{ kind: 'minimum', theta: [0, 0] }],
  starts: [[1, 0]],
  contours: [{ level: 1, path: 'M0 0L5 5' }],
};

/** Two rules, of which each goes one step from (1, 0). */
const gallery: Gallery = {
  subjects: [
    { name: 'one', spec: 'one' },
    { name: '</script><b>two', spec: 'two' },
  ],
  losses: [picture],
  stepSizes: [0.5],
  steps: 1,
  runs: [
    { from: 0, steps: 1, end: 'completed' },
    { from: 6, steps: 1, end: 'completed' },
  ],
  numbers: Buffer.from(Float32Array.of(-0.5, 0, -1, 0, 1, 0.25, -0.25, 0.25, -1, 0, 1, 0.5).buffer).toString(
    'base64',
  ),
};
const runs = shownRuns(gallery, numbersOf(gallery), { loss: 0, start: 0, stepSize: 0 });

it('mapDrawing(picture, runs, at) has contours, a path for each run and a dot where each is', () => {
  const drawn = mapDrawing(picture, runs, { at: 5, selected: 1 });
  expect(drawn.match(/data-series="1"/g)).toHaveLength(2);
  expect(drawn).toContain('bowl &#60;of&#62; its kind');
  expect(drawn).toContain('d="M430 215L322.5 215"');
  expect(drawn).toContain('At step 1');
  expect(mapDrawing(picture, [], { at: 0, selected: -1 })).not.toContain('At step');
});

it('galleryPage(gallery, code) lets no text of a rule end its data, and galleryPicture(gallery) needs no style sheet', () => {
  const page = galleryPage(gallery, '/* code */');
  expect(page).not.toContain('</script><b>');
  expect(page).toContain('/* code */');
  expect(theoremPage('/* code */')).toContain('id="certificates"');
  const fixed = galleryPicture(gallery);
  expect(fixed).not.toMatch(/var\(|<b>/);
  expect(fixed.match(/<svg /g)).toHaveLength(3);
});

it('pageCode() says that a build is needed where there was none', () => {
  expect(() => pageCode()).toThrow(/npm run build/);
});

it('chart(…) breaks lines where there is no number, and shows cursor, levels and dots', () => {
  const drawn = chart({
    alt: 'a "chart"',
    x: { label: 'step' },
    y: { label: 'L', log: true },
    isNamed: true,
    series: [
      {
        name: 'a',
        index: 6,
        points: [
          [0, 1],
          [1, null],
          [2, 100],
          [3, -1],
          [4, 10],
        ],
      },
    ],
    rules: [{ y: 10, name: 'ten' }],
    dots: [
      { x: 4, y: 10, name: 'end', index: 1 },
      { x: 0, y: -1, name: 'nowhere', index: 1 },
    ],
    at: 2,
    selected: 6,
  });
  expect(/<path d="(M[^L"]*M[^L"]*M[^"]*)" fill="none" stroke-width="2.6"/.test(drawn)).toBe(true);
  expect(drawn).toContain('class="cursor"');
  expect(drawn).toContain('stroke-dasharray="5 3"');
  expect(drawn).toContain('a &#34;chart&#34;');
  expect(chart({ alt: '', x: { label: '' }, y: { label: '' }, series: [] })).toContain('<svg');
  const flat = chart({
    alt: '',
    x: { label: '', log: true },
    y: { label: '', domain: [0, 1] },
    series: [
      {
        name: 'a',
        index: 0,
        points: [
          [3, 2],
          [4, 2],
        ],
      },
    ],
  });
  expect(flat).toContain('L426 22');
});

it('chartTable(chart) has a row for each place, and nothing where a series has none', () => {
  const table = chartTable({
    x: { label: 'k' },
    series: [
      {
        name: 'a "b"',
        index: 0,
        points: [
          [1, 2],
          [0, 1],
        ],
      },
      { name: 'c', index: 1, points: [[1, null]] },
    ],
  });
  expect(table).toBe('"k","a ""b""","c"\n0,1,\n1,2,\n');
});

it('polyline and arrow draw nothing of nothing', () => {
  expect(polyline([[0, 1], null, [2, Number.NaN], [3, 4]])).toBe('M0 1M3 4');
  expect(arrow([0, 0], [0, 0], '')).toBe('');
  expect(escaped('<"&')).toBe('&#60;&#34;&#38;');
});

it('lengthsOf(g, y) is to scale, or says how far it is not', () => {
  expect(lengthsOf([2, 0], [0, 1])).toEqual({ g: 1, y: 0.5, note: 'both to scale' });
  expect(lengthsOf([1, 0], [0, 100])).toEqual({ g: 1 / 8, y: 1, note: 'g is drawn 12.5 times as long' });
  expect(lengthsOf([100, 0], [0, 1]).note).toContain('y is drawn');
});

it('the drawings of a step say where there is no metric', () => {
  expect(ballDrawing([1, 0], [-1, 0])).toContain('no metric');
  expect(ballDrawing([0, 0], [1, 0])).toContain('no metric');
  expect(ballDrawing([1, 0], [1, 1])).toContain('<ellipse');
  expect(vectorDrawing([1, 0], [1, 1])).toContain('both to scale');
  expect(vectorDrawing([0, 0], [0, 0])).not.toContain('<rect');
});

const pair = effectivePair([1, 0, 0], [1, 1, 0]);

it('familyCurve(pair) is least at α*, where it is κ*', () => {
  const curve = familyCurve(pair);
  const best = curve.reduce((a, b) => (b.conditionNumber < a.conditionNumber ? b : a));
  expect(alphaStarOf(pair)).toBeCloseTo(2, 12);
  expect(best.x).toBeCloseTo(1, 12);
  expect(best.conditionNumber).toBeCloseTo((1 + Math.SQRT2) ** 2, 10);
  for (const { least, middle, greatest } of curve) expect(least <= middle && middle <= greatest).toBe(true);
});

it('sectorFrontier(g, y) touches the spectrum of M(α*), and no member of the family lies below it', () => {
  const [g, y] = [
    [1, 0, 0],
    [1, 1, 0],
  ];
  const frontier = sectorFrontier(g, y);
  const [p, q] = [2 * (1 - Math.SQRT1_2), 2 * (1 + Math.SQRT1_2)];
  const ratios = frontier.map(([least, most]) => most / least);
  expect(Math.min(...ratios)).toBeGreaterThanOrEqual((q / p) * (1 - 1e-12));
  expect(Math.min(...ratios)).toBeLessThan((q / p) * 1.01);
  for (const alpha of [0.5, 3]) {
    const { eigenvalues } = familyMetric(pair, alpha);
    const [least, most] = [eigenvalues[0]!.value, eigenvalues.at(-1)!.value];
    const above = frontier.filter(([at]) => at <= least).at(-1)!;
    expect(most).toBeGreaterThanOrEqual(above[1] * (1 - 1e-12));
  }
});

it('towardsRightAngle() has the log-log slopes −2, 1 and −1', () => {
  const [first, second] = towardsRightAngle();
  const slope = (of: 'conditionNumber' | 'least' | 'greatest'): number =>
    Math.log(second![of] / first![of]) / Math.log(second!.x / first!.x);
  expect(slope('conditionNumber')).toBeCloseTo(-2, 5);
  expect(slope('least')).toBeCloseTo(1, 5);
  expect(slope('greatest')).toBeCloseTo(-1, 5);
});

it('minimiserCurve(pair) keeps κ*, with an eigenvalue that goes from end to end', () => {
  const levels = minimiserCurve(pair);
  for (const { conditionNumber } of levels) expect(conditionNumber).toBeCloseTo((1 + Math.SQRT2) ** 2, 9);
  expect(levels[0]!.middle).toBe(levels[0]!.least);
  expect(levels.at(-1)!.middle).toBeCloseTo(levels.at(-1)!.greatest, 12);
});

it('outline(metric, view) is the unit ball where all of it is seen', () => {
  const metric = optimalMetric(effectivePair([1, 0], [1, 1]));
  for (const point of outline(metric, [
    [1, 0],
    [0, 1],
  ])) {
    const image = metric.apply(point);
    expect(point[0] * image[0]! + point[1] * image[1]!).toBeCloseTo(1, 10);
  }
});

it('matrixTexts(rows) writes every digit for code, and six for a paper', () => {
  const rows = rowsOf(familyMetric(effectivePair([1, 0], [1 / 3, 1]), 1));
  const { numpy, typescript, latex } = matrixTexts(rows);
  expect(numpy).toBe(`M = np.array([[${rows[0]!.join(', ')}], [${rows[1]!.join(', ')}]])`);
  expect(typescript).toMatch(/^const M = new Matrix\(\[\[0\.333/);
  expect(latex).toMatch(/^M = \\begin\{pmatrix\} 0\.333333 & 1 /);
  expect(matrixTexts([[1e-30]]).latex).toContain('1 \\cdot 10^{-30}');
});

it('playground and spectrumDrawing draw two dimensions with the half that is uphill, and three without', () => {
  const given = { g: [1, 0], y: [0, 1], texts: { g: '(1, 0)', y: '(0, 1)' } } as const;
  const flat = playground({
    ...given,
    ball: [
      [1, 0],
      [0, 1],
    ],
    axes: [
      [1, 0],
      [0, 1],
    ],
  });
  expect(flat).toContain('<rect');
  expect(flat).toContain('data-part="ball"');
  const solid = playground({
    ...given,
    ball: null,
    axes: [
      [1, 0],
      [0, 1],
      [0.5, 0.5],
    ],
  });
  expect(solid).not.toMatch(/<rect|data-part="ball"/);
  expect(
    spectrumDrawing([
      { value: 1e-9, name: 'λmin' },
      { value: 1e9, name: 'λmax' },
    ]),
  ).toContain('λmax = 1e9');
});

const recordedAt = (step: number, point: Partial<RecordedPoint> = {}): RecordedPoint => ({
  step,
  kind: 'effective',
  angle: 60,
  atMost: false,
  conditionNumber: 3,
  deltaNorm: 0.2,
  gradientNorm: 3,
  loss: 1,
  lossRatio: null,
  stepSize: 0.1,
  ...point,
});

const recorded: readonly RecordedRun[] = [
  { name: 'one', stride: 1, points: [recordedAt(0), recordedAt(10)] },
  { name: '</script><b>two', stride: 4, points: [recordedAt(2), recordedAt(6), recordedAt(10)] },
];

it('placesOf(runs) are the steps of all of them, and pointAt(run, step) is the latest up to there', () => {
  expect(placesOf(recorded)).toEqual([0, 2, 6, 10]);
  expect(placesOf([])).toEqual([]);
  expect(pointAt(recorded[1]!, 7)?.step).toBe(6);
  expect(pointAt(recorded[1]!, 1)).toBeUndefined();
  expect(pointAt(recorded[0]!, 11)).toBeUndefined();
  expect(pointAt({ ...recorded[0]!, points: [] }, 0)).toBeUndefined();
});

it('planarPair(point) has the lengths and the angle of g and y, of Δ where η was not logged', () => {
  const { g, y } = planarPair(recordedAt(0))!;
  expect(Math.hypot(...g)).toBeCloseTo(2, 12);
  expect((g[0] * y[0] + g[1] * y[1]) / (2 * 3)).toBeCloseTo(1 / 2, 12);
  expect(Math.hypot(...planarPair(recordedAt(0, { stepSize: null }))!.g)).toBeCloseTo(0.2, 12);
  for (const point of [{ angle: null }, { deltaNorm: 0 }, { gradientNorm: null }]) {
    expect(planarPair(recordedAt(0, point))).toBeUndefined();
  }
});

it('runsPage(runs, code) has a row for each run, says what was left out, and lets no text of a record end its data', () => {
  const page = runsPage(recorded, '/* code */');
  expect(page).not.toContain('</script><b>');
  expect(page.match(/type="radio"/g)).toHaveLength(2);
  expect(page).toContain('the worst of each 4 steps');
  expect(page).toContain('max="3"');
});
