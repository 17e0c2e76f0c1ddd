import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { hostileTexts } from '../../../properties/report/hostileTexts.ts';
import { syntheticKillMatrix as matrix } from '../../../properties/report/syntheticKillMatrix.ts';
import { syntheticReport, withTexts } from '../../../properties/report/syntheticReport.ts';
import type { KillMatrix } from '../../types/report.ts';
import html from '../formats/html.ts';
import junit from '../formats/junit.ts';
import markdown from '../formats/markdown.ts';
import { parseReport, stringifyReport } from '../json.ts';
import { killTally, refutingNone, seenWithoutLaws, shareWithin, survivorsOf } from '../killTally.ts';
import { sampleForm } from '../sampleForm.ts';
import { reportSchema } from '../schema.ts';
import { noParts } from '../section.ts';
import { headline } from '../tally.ts';
import detection from './detection.ts';

const bare = { ...syntheticReport(1), rules: [], claims: [], experiments: [], counterexamples: {} };
const report = { ...bare, killMatrix: matrix };
const page = await html.render(report);
const { document } = parseHTML(page);
const texts = (selector: string): readonly string[] =>
  [...document.querySelectorAll(selector)].map((element) => (element.textContent ?? '').trim());
const [rules, metrics] = matrix.banks;
if (!rules || !metrics) throw new Error('there are two kinds');

it('parseReport(stringifyReport(report)) keeps the kill matrix, as the schema has it', () => {
  const text = stringifyReport(report);
  expect(parseReport(text)).toStrictEqual(report);
  const validate = new Ajv2020({ allowUnionTypes: true }).compile(reportSchema);
  validate(JSON.parse(text));
  expect(validate.errors).toBeNull();
});

it.each([
  ['an unknown field', { ...matrix, sedes: [] }, 'report.killMatrix.sedes: must be left out'],
  [
    'a wrong layer',
    { ...matrix, banks: [{ ...rules, columns: [{ id: 'a', layer: 'b', claim: '' }] }] },
    'layer',
  ],
  [
    'a wrong case',
    {
      ...matrix,
      banks: [
        {
          ...rules,
          entries: [{ ...rules.entries[0], minimal: { column: '', sentence: '', again: '', case: 3 } }],
        },
      ],
    },
    'case',
  ],
])('parseReport refuses a kill matrix with %s by its path', (_name, killMatrix, message) => {
  expect(() => parseReport(JSON.stringify({ ...bare, killMatrix }))).toThrow(message);
});

it('killTally(kinds) counts what every seed detects, and its median and worst are over faults and seeds', () => {
  expect(killTally([rules])).toEqual({ entries: 3, refuted: 1, median: 120, worst: null });
  expect(killTally([metrics])).toEqual({ entries: 1, refuted: 1, median: 1, worst: 1 });
  expect(killTally([])).toEqual({ entries: 0, refuted: 0, median: null, worst: null });
});

it('survivorsOf(kind) are faults that some seed misses, and those that fuzz does not falsify', () => {
  expect(survivorsOf(rules).map(({ name }) => name)).toEqual(['adam-epsilon-inside-root', 'right-after-all']);
  const unfalsified = metrics.entries.map((entry) => ({ ...entry, minimal: null }));
  expect(survivorsOf({ ...metrics, entries: unfalsified })).toHaveLength(1);
});

it('refutingNone(kind) are those that refute nothing, or only laws that are not claimed', () => {
  expect(refutingNone(rules).map(({ id }) => id)).toEqual(['finite', 'odd']);
  expect(refutingNone(metrics)).toEqual([]);
  expect(texts('#detection p').join(' ')).toContain(
    'No fault is refuted by finite (nothing overflows); odd.',
  );
});

it('seenWithoutLaws(kinds) counts faults that nothing but a claimed law or agreement sees, where laws are claimed', () => {
  expect(seenWithoutLaws([rules])).toEqual({ seen: 1, entries: 3 });
  expect(seenWithoutLaws(matrix.banks)).toEqual({ seen: 1, entries: 3 });
  expect(seenWithoutLaws([metrics])).toEqual({ seen: 0, entries: 0 });
  expect(texts('#detection p').join(' ')).toContain(
    '1 of 3 are seen without any law that they claim, within 130 cases of each check and one seed.',
  );
});

it('shareWithin(kind, cases) is read off the steps of the curve', () => {
  expect([0, 1, 299, 300, 900].map((cases) => shareWithin(rules, cases))).toEqual([
    0,
    1 / 6,
    1 / 6,
    7 / 12,
    7 / 12,
  ]);
});

it('headline(report) says how many seeded faults are refuted', () => {
  expect(headline(report)).toBe('2 of 4 seeded faults are not refuted');
  expect(headline({ ...bare, killMatrix: { ...matrix, banks: [metrics] } })).toBe(
    'The one seeded fault is refuted',
  );
  const twice = { ...matrix, banks: [metrics, metrics] };
  expect(headline({ ...bare, killMatrix: twice })).toBe('All 2 seeded faults are refuted');
});

it('the page says that the cells are of the first seed, in the legend and to who hears the table', async () => {
  expect(texts('.legend').join(' ')).toContain(
    'with the first of the 4 seeds, 5; another seed gives other counts',
  );
  expect(texts('.matrix caption')[0]).toBe(
    'Wrong rules against each check or claim, up to 1,000 cases each with seed 5',
  );
  const single = parseHTML(await html.render({ ...bare, killMatrix: { ...matrix, seeds: [9] } })).document;
  expect(single.querySelector('#detection .legend')?.textContent).toContain('alone, with seed 9;');
});

it('the page has a row for each fault with a cell for each column, readable without colour', () => {
  const rows = [...document.querySelectorAll('.matrix')].map((table) =>
    [...table.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map((element) => (element.textContent ?? '').trim()),
    ),
  );
  expect(rows).toEqual([
    [
      ['ascent', '1', '3', 'yes', 'yes', 'yes', '·', 'yes', '·', '1', '(12)', ''],
      ['adam-epsilon-inside-root not refuted', '120', '–', 'no', '·', '·', 'yes', '·', '·', '', '·', '120'],
      ['right-after-all not refuted', '–', '–', 'no', '·', '·', '·', '·', '·', '·', '·', ''],
    ],
    [['broyden-update', '1', '1', '2']],
  ]);
  expect(texts('.matrix thead .vertical').slice(0, 11)).toEqual([
    'median',
    'worst',
    'seen without any claimed law',
    'a suspicion',
    'the identity',
    'only --against',
    'a suggestion',
    'finite',
    'small-step',
    'odd',
    'agrees-with-reference',
  ]);
  expect(texts('.matrix thead th[scope=colgroup]').slice(0, 8)).toEqual([
    '4 seeds',
    'seed 5',
    'shown by',
    'hidden by',
    'form',
    'descent',
    'laws',
    'agreement',
  ]);
});

it('the page says what each fault is modelled on, with its minimal counterexample and how to find it again', () => {
  const [first, second, , last] = texts('.entries details');
  expect(first).toContain('slip: the sign');
  expect(first).toContain('step 0 goes uphill');
  expect(first).toContain('Suspicions: ignores-gradient. Called after what it was meant to be: ascent.');
  expect(second).toContain('Suspicions: none. Called after what it was meant to be: nothing tells it');
  expect(first).toContain('quadratic');
  expect(first).toContain('npx natgrad-check verify --banks ascent --seed 5');
  expect(second).toContain('only agreement with adam sets it apart');
  expect(last).toContain('P3-maps does not hold: M g = y.');
  expect(last).toContain('{"g":[1,0],"y":[1,1]}');
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  for (const link of document.querySelectorAll('.matrix a'))
    expect(ids).toContain(link.getAttribute('href')?.slice(1));
});

it('the page draws the share detected against cases and against time, with a line for each kind', () => {
  const labels = [...document.querySelectorAll('#detection svg')].map((svg) =>
    svg.getAttribute('aria-label'),
  );
  expect(labels).toEqual([
    'Plot of the share detected against cases of each check or claim: rules: 16.7 % within 1, 58.3 % within 300; metrics: 100 % within 1, 100 % within 1.',
    'Plot of the share detected against seconds of one thread: rules: 16.7 % within 0.001, 58.3 % within 0.25; metrics: 100 % within 0.002, 100 % within 0.002.',
  ]);
  expect(page).not.toMatch(/undefined|\[object|="[^"]*NaN/);
});

it('a matrix without entries or curves draws nothing', async () => {
  const empty = { ...rules, entries: [], columns: [], curve: { cases: [], seconds: [] } };
  const shown = parseHTML(await html.render({ ...bare, killMatrix: { ...matrix, banks: [empty] } })).document;
  expect(shown.querySelectorAll('#detection svg')).toHaveLength(0);
  expect(shown.querySelectorAll('.matrix tbody tr')).toHaveLength(0);
});

it('the section has nothing to say of a run without seeded faults', async () => {
  expect(detection.present(bare)).toBe(false);
  expect(String(await detection.html?.(bare))).not.toContain('What the suite catches');
  expect(await detection.markdown?.(bare)).toEqual([]);
  expect(await detection.suites?.(bare)).toEqual([]);
  expect(detection.terminal?.(noParts, { width: 80, color: false })).toEqual([]);
});

it('the page says within how many cases all faults are detected, shades by counts and joins columns of a layer', async () => {
  const [column] = rules.columns;
  const [ascent] = rules.entries;
  const columns = ['a', 'b', 'c', 'd'].map((id) => ({ ...column!, id }));
  const entry = {
    ...ascent!,
    refutedAfter: { a: 1, b: 10, c: 100, d: 101 },
    measured: [],
    detection: { ...ascent!.detection, first: { c: 1, a: 3 } },
    minimal: { ...ascent!.minimal!, column: 'gone', sentence: '' },
  };
  const { casesWithoutLaws: _, ...rest } = matrix;
  const detected = { ...rest, banks: [{ ...rules, columns, entries: [entry] }] };
  const shown = parseHTML(await html.render({ ...bare, killMatrix: detected })).document;
  const section = shown.querySelector('#detection');
  expect(section?.textContent).toContain(
    'With 4 seeds, half are detected within 1 case and all within 3 cases of each check or claim.',
  );
  expect(section?.textContent).toContain('First to refute it: a (3 seeds), c (1 seed)');
  expect(section?.textContent).toContain('within 0 cases of each check and one seed');
  expect(shown.querySelector('.matrix th[colspan="4"]')?.textContent).toBe('form');
  const shades = [...shown.querySelectorAll('.matrix tbody td[class^=k]')].map(({ className }) => className);
  expect(shades).toEqual(['k0 group', 'k1', 'k2', 'k3']);
  expect(section?.textContent).toContain('gone does not hold: ');
  const lines = detection.terminal?.(
    { ...noParts, killMatrix: { ...detected, banks: [{ ...rules, columns, entries: [entry, entry] }] } },
    { width: 80, color: false },
  );
  expect(lines?.[2]?.trim()).toBe('2 of 2 without any law they claim, within 0');
  expect((await markdown.render({ ...bare, killMatrix: detected })).replaceAll('\\', '')).toContain(
    '| 1 | 3 | yes | a |',
  );
});

it.each(hostileTexts)('a kill matrix full of the hostile text %# adds no element', async (hostile) => {
  const shown = parseHTML(await html.render(withTexts(report, () => hostile))).document;
  expect(shown.querySelectorAll('script')).toHaveLength(1);
  expect(shown.querySelectorAll('img, iframe, object, form, base, link')).toHaveLength(0);
  for (const element of shown.querySelectorAll('#detection *')) {
    for (const { name } of element.attributes) expect(name).not.toMatch(/^on/);
  }
});

it('markdown.render(report) has a line for each kind and each fault', async () => {
  const shown = await markdown.render(report);
  expect(shown).toContain('| wrong rules | 1/3 | 120 | – | 1/3 |');
  expect(shown).toContain('| rules | ascent | 1 | 3 | yes | small-step |');
  expect(shown).toContain('| ascent | verdict | verdict | ignores-gradient | ascent |');
  expect(shown).toContain('| adam-epsilon-inside-root | against | against | – | – |');
  expect(shown).toContain('| rules | right-after-all **not refuted** | – | – | no | – |');
});

it('junit.render(report) has a suite for each kind, in which a fault that is not refuted fails', async () => {
  const xml = await junit.render(report);
  expect(xml).toContain('<testsuite name="wrong rules" tests="3" failures="2"');
  expect(xml).toContain('<testcase name="ascent is refuted" classname="banks.rules"></testcase>');
  expect(xml).toContain('<failure message="missed with seed 6" type="falsified">a published bug</failure>');
  expect(xml).toContain('<failure message="refuted by nothing" type="falsified">');
});

it('detection.terminal(parts, screen) has two lines for a kind of several, names what is not refuted, and fits 80 columns', () => {
  const linesOf = (killMatrix: KillMatrix): readonly string[] =>
    detection.terminal?.({ ...noParts, killMatrix }, { width: 80, color: false }) ?? [];
  const lines = linesOf(matrix);
  expect(lines).toEqual([
    '✗ rules         1 of 3 refuted; cases to detection: median 120, worst –',
    '                16.7 % within 1, 16.7 % within 10, 16.7 % within 100',
    '                1 of 3 without any law they claim, within 130',
    '                first: verdict 1, against 1, nothing 1',
    '                lawless: verdict 1, against 1, nothing 1',
    '    adam-epsilon-inside-root: missed with seed 6',
    '    right-after-all: refuted by nothing',
    '✓ metrics       1 of 1 refuted; cases to detection: median 1, worst 1',
  ]);
  const unfalsified = metrics.entries.map((entry) => ({ ...entry, minimal: null }));
  const [, line] = linesOf({ ...matrix, banks: [{ ...metrics, entries: unfalsified }] });
  expect(line).toBe('    broyden-update: not falsified by fuzz');
  for (const text of lines) expect(text.length).toBeLessThanOrEqual(80);
});

it('sampleForm(report) is blind to the time of detection, and sees its cases', () => {
  const retimed = { ...rules, curve: { ...rules.curve, seconds: [] } };
  const recounted = { ...rules, curve: { ...rules.curve, cases: [] } };
  const formWith = (kind: typeof rules) => sampleForm({ ...bare, killMatrix: { ...matrix, banks: [kind] } });
  expect(formWith(retimed)).toStrictEqual(formWith(rules));
  expect(formWith(recounted)).not.toEqual(formWith(rules));
});
