import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { renderHtml } from './html.ts';
import { parseReport, stringifyReport } from './json.ts';
import { renderJUnit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { reportSchema } from './schema.ts';
import { renderTable } from './terminal.ts';
import { oddReport } from './testing/oddReport.ts';

const report = oddReport();

it('a report of strange values conforms to the schema and reads back', () => {
  const text = stringifyReport(report);
  expect(new Ajv2020({ allowUnionTypes: true }).compile(reportSchema)(JSON.parse(text))).toBe(true);
  expect(parseReport(text)).toStrictEqual(report);
});

it('no renderer writes undefined, an object, or NaN where a coordinate belongs', () => {
  const page = renderHtml(report);
  for (const text of [
    page,
    renderMarkdown(report),
    renderJUnit(report),
    renderTable(report, { width: 80, color: false }),
  ]) {
    expect(text).not.toMatch(/undefined|\[object/);
  }
  for (const element of parseHTML(page).document.querySelectorAll('svg *')) {
    for (const { name, value } of element.attributes) {
      if (/^(d|transform|[xy][12]?|width|height|r|c[xy])$/.test(name))
        expect(value).not.toMatch(/NaN|Infinity/);
    }
  }
});

it('the page says that a run ended early, and how many cards it leaves out', () => {
  const page = renderHtml(report);
  expect(page).toContain('This run ended early:</b> Ctrl-C');
  expect(page).toContain('3 more counterexamples in the folder.');
  expect(page).toContain('&#39;it&#39;\\&#39;&#39;s&#39; &#39;a b&#39;');
});

it('a card without a run takes the angle from what was derived', () => {
  const { document } = parseHTML(renderHtml(report));
  const figures = [...document.querySelectorAll('article.card')].map(
    (card) => card.querySelectorAll('figure').length,
  );
  expect(figures.slice(0, 2)).toEqual([1, 2]);
});
