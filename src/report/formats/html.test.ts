import { createHash } from 'node:crypto';
import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { hostileTexts } from '../../../properties/report/hostileTexts.ts';
import { syntheticReport, withTexts } from '../../../properties/report/syntheticReport.ts';
import html from './html.ts';

const report = syntheticReport(6);
const page = await html.render(report);
const parse = (text: string) => parseHTML(text).document;
const document = parse(page);
const texts = (selector: string, root = document): readonly string[] =>
  [...root.querySelectorAll(selector)].map((element) => (element.textContent ?? '').trim());

it('html.render(report) answers in its heading and title', () => {
  const answer = '1 of 6 rules is falsified, 1 inconclusive, 4 verified; all 8 claims are verified';
  expect(texts('h1')).toEqual([answer]);
  expect(texts('title')).toEqual([`${answer} – natgrad-check`]);
});

it('a report on one rule names it in the heading and unfolds it', async () => {
  const single = parse(await html.render({ ...report, rules: report.rules.slice(1, 2) }));
  expect(texts('h1', single)).toEqual(['my-adam is falsified']);
  expect(single.querySelectorAll('.rule details[open]').length).toBeGreaterThan(0);
});

it('html.render(report) has a section a rule with its checks, traits and plots', () => {
  expect(texts('.rule .name')).toEqual(report.rules.map(({ name }) => name));
  expect(document.querySelectorAll('#rule-0 figure')).toHaveLength(7);
  expect(texts('#rule-0 caption').slice(0, 4)).toEqual([
    'Layer form: is it a well-behaved function?',
    'Layer descent: does it go down, and in which metric?',
    'Layer laws: does it obey its algebra?',
    'One that does not hold falsifies the rule',
  ]);
});

it('html.render(report) has a card a counterexample with everything on it', () => {
  const card = document.querySelector('article.card');
  expect(document.querySelectorAll('article.card')).toHaveLength(2);
  expect(card?.textContent).toContain('yᵀg = −0.84');
  expect(card?.textContent).toContain('npx natgrad-check replay');
  expect(card?.textContent).toContain("import assert from 'node:assert/strict';");
  expect(
    [...(card?.querySelectorAll('.cases thead th') ?? [])].slice(0, 3).map((th) => th.textContent),
  ).toEqual(['Minimal', 'Worst', 'Original']);
  expect(card?.querySelector('a')?.getAttribute('href')).toBe(
    'counterexamples/my-adam/small-step-descends-uphill.json',
  );
});

it('a card of an effective step has the unit ball and the natural-gradient form', () => {
  const [uphill, steep] = document.querySelectorAll('article.card');
  expect(uphill?.querySelectorAll('figure')).toHaveLength(3);
  expect(uphill?.textContent).toContain('so no metric M with Mg=y exists');
  expect(steep?.querySelectorAll('figure')).toHaveLength(4);
  expect(steep?.querySelector('math[display="block"]')).not.toBeNull();
});

it('each plot has a text for those who do not see it', () => {
  const plots = [...document.querySelectorAll('svg')];
  expect(plots.length).toBeGreaterThan(40);
  for (const svg of plots) {
    expect(svg.getAttribute('role')).toBe('img');
    expect(svg.getAttribute('aria-label')).toMatch(/^[A-Z].{20,}\.$/);
  }
});

it('no text on the page is undefined, an object, or an SVG coordinate that is not a number', () => {
  expect(page).not.toMatch(/undefined|\[object|="[^"]*NaN/);
});

it('ids on the page are unique, and each link within it arrives', () => {
  const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    expect(ids).toContain(link.getAttribute('href')?.slice(1));
  }
});

it('the policy of the page lets in its own script and nothing from outside', () => {
  const script = document.querySelector('script')?.textContent ?? '';
  const policy = document.querySelector('meta[http-equiv]')?.getAttribute('content') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`'sha256-${createHash('sha256').update(script).digest('base64')}'`);
  expect(page).not.toMatch(/(src|href)="(https?:)?\/\//);
});

it('html.render(report) is the same text each time', async () => {
  expect(await html.render(report)).toBe(page);
});

const tags = (text: string): readonly string[] =>
  [...new Set([...parse(text).querySelectorAll('*')].map((element) => element.tagName))].sort();

const small = { ...report, rules: report.rules.slice(1, 2) };
const known = new Set(tags(page));

/** Each field of the report gets another hostile text; the next turn shifts them. */
const turns = [0, 11].map((shift) => {
  let field = shift;
  return () => hostileTexts[field++ % hostileTexts.length] ?? '';
});

it.each([...turns, () => '', () => hostileTexts.join('\n'), () => 'x'.repeat(1e6)])(
  'a report full of hostile texts, turn %#, adds no element',
  async (text) => {
    const hostile = await html.render(withTexts(small, text));
    const found = parse(hostile);
    expect(found.querySelectorAll('script')).toHaveLength(1);
    expect(found.querySelectorAll('style')).toHaveLength(1);
    expect(found.querySelectorAll('img, iframe, object, form, base, link')).toHaveLength(0);
    for (const element of found.querySelectorAll('*')) {
      for (const { name } of element.attributes) expect(name).not.toMatch(/^on/);
    }
    for (const link of found.querySelectorAll('a')) {
      expect(link.getAttribute('href')).toMatch(/^(#|counterexamples\/|coverage\/)/);
    }
    expect(tags(hostile).filter((tag) => !known.has(tag))).toEqual([]);
    expect(hostile.length).toBeLessThan(3e6);
  },
);

it('a path that leaves the report folder is shown, not linked', async () => {
  const path = 'counterexamples/../../secret.json';
  const [found] = Object.values(report.counterexamples);
  if (!found) throw new Error('there is a counterexample');
  const odd = parse(
    await html.render({
      ...report,
      counterexamples: { [path]: found },
      rules: report.rules.map((rule) => ({
        ...rule,
        checks: rule.checks.map((check) => ({
          ...check,
          counterexamples: check.counterexamples.map(() => path),
        })),
      })),
    }),
  );
  expect(texts('.card code', odd)).toContain(path);
  expect(odd.querySelectorAll('.card a')).toHaveLength(0);
});

it('a report of nothing is a page that says so', async () => {
  const empty = parse(
    await html.render({
      ...report,
      rules: [],
      counterexamples: {},
      claims: [],
      experiments: [],
      codeCoverage: null,
    }),
  );
  expect(texts('h1', empty)).toEqual(['Nothing was tested']);
  expect(texts('nav a', empty)).toEqual(['Environment']);
});
