import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { brokenReport } from '../../../properties/report/syntheticReport.ts';
import html from './html.ts';

it('forty rules that are all falsified make a page under 3 MB that shows thirty-two of them in full', async () => {
  const many = await html.render(brokenReport(40));
  expect(Buffer.byteLength(many)).toBeLessThan(3e6);
  const shown = parseHTML(many).document;
  const texts = (selector: string): readonly string[] =>
    [...shown.querySelectorAll(selector)].map((element) => (element.textContent ?? '').trim());
  expect(texts('#rule-39 .muted').at(-1)).toMatch(/shows 32 of 40 rules in full/);
  expect(shown.querySelectorAll('#rule-31 article.card')).toHaveLength(1);
  expect(texts('#rule-31 h4')[0]).toBe('What broke it');
  expect(texts('.broken li').at(-1)).toBe('20 more are in the table.');
});

it('three hundred rules that are all falsified make a page under 3 MB, too, with a line for each', async () => {
  const many = await html.render(brokenReport(300));
  expect(Buffer.byteLength(many)).toBeLessThan(3e6);
  expect(many.match(/<section class="rule"/g)).toHaveLength(300);
  expect(many).toContain('This page shows 25 of 300 rules in full');
});
