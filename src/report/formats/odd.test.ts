import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { oddReport } from '../../../properties/report/oddReport.ts';
import { parseReport, stringifyReport } from '../json.ts';
import { ruleTable } from '../ruleTable.ts';
import { reportSchema } from '../schema.ts';
import html from './html.ts';
import junit from './junit.ts';
import markdown from './markdown.ts';

const report = oddReport();
const page = await html.render(report);

it('a report of strange values conforms to the schema and reads back', () => {
  const text = stringifyReport(report);
  expect(new Ajv2020({ allowUnionTypes: true }).compile(reportSchema)(JSON.parse(text))).toBe(true);
  expect(parseReport(text)).toStrictEqual(report);
});

it('no renderer writes undefined, an object, or NaN where a coordinate belongs', async () => {
  for (const text of [
    page,
    await markdown.render(report),
    await junit.render(report),
    ruleTable(report.rules, { width: 80, color: false }).join('\n'),
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
  expect(page).toContain('This run ended early:</b> Ctrl-C');
  expect(page).toContain('3 more counterexamples in the folder.');
  expect(page).toContain('&#39;it&#39;\\&#39;&#39;s&#39; &#39;a b&#39;');
});

it('a card without a run takes the angle from what was derived', () => {
  const { document } = parseHTML(page);
  const figures = [...document.querySelectorAll('article.card')].map(
    (card) => card.querySelectorAll('figure').length,
  );
  expect(figures.slice(0, 2)).toEqual([1, 2]);
});
