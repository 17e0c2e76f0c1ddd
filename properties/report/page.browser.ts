import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { huntPicture } from '../../src/cli/commands/huntPicture.ts';
import { huntWords } from '../../src/cli/terminal/huntLines.ts';
import { compareRules } from '../../src/comparison/compareReports.ts';
import { comparisonPage } from '../../src/report/comparison/comparisonPage.ts';
import html from '../../src/report/formats/html.ts';
import { huntPage } from '../../src/report/hunt/huntPage.ts';
import { parseHunt } from '../../src/report/json.ts';
import { hostileTexts } from './hostileTexts.ts';
import { launchChromium } from './launchChromium.ts';
import { wideKillMatrix } from './syntheticKillMatrix.ts';
import { syntheticReport, withTexts } from './syntheticReport.ts';

const folder = mkdtempSync(join(tmpdir(), 'natgrad-check-page-'));
const screenshots = new URL('../../reports/screenshots/', import.meta.url).pathname;
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const report = syntheticReport(6);
const [fine, broken] = report.rules;

/** The page of a hunt of the sample, with random draws and the exact worst case beside it where they are given. */
const hunted = async (
  name: string,
  random?: readonly (readonly [number, number])[],
  exact: readonly (readonly [number, number])[] = [],
): Promise<string> => {
  const text = readFileSync(new URL(`../../reports/sample/hunts/${name}.json`, import.meta.url), 'utf8');
  const file = { ...parseHunt(text), ...(random && { random }) };
  return huntPage(file, huntWords(file), { picture: await huntPicture(file), exact });
};

const comparison = compareRules({ name: 'a/report.json', report }, fine!, broken!);
const pages = {
  many: await html.render(report),
  single: await html.render({ ...report, rules: report.rules.slice(1, 2) }),
  large: await html.render(syntheticReport(30)),
  hostile: await html.render(withTexts(syntheticReport(2), () => hostileTexts.join('\n'))),
  detection: await html.render({ ...report, rules: [], counterexamples: {}, killMatrix: wideKillMatrix() }),
  comparison: comparisonPage(comparison, new Map([[0, [fine!.statistics, broken!.statistics]]])),
  rate: await hunted(
    'huber',
    [
      [1, 0.01],
      [40, 0.02],
    ],
    [
      [1, 1 / 6],
      [10, 1 / 42],
    ],
  ),
  cycle: await hunted('heavy-ball'),
  plane: await hunted('heavy-ball-plane'),
  published: readFileSync(new URL('../../reports/sample/published/index.html', import.meta.url), 'utf8'),
};
let browser: Browser;

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  for (const [name, text] of Object.entries(pages)) writeFileSync(join(folder, `${name}.html`), text);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

/** Opens a page from disk and hands it over with all that it complained about and asked for. */
const opened = async (
  name: keyof typeof pages,
  options: BrowserContextOptions,
  use: (page: Page, seen: { readonly complaints: string[]; readonly requests: string[] }) => Promise<void>,
): Promise<void> => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const seen = { complaints: [] as string[], requests: [] as string[] };
  page.on('console', (message) => seen.complaints.push(message.text()));
  page.on('pageerror', (error) => seen.complaints.push(error.message));
  page.on('dialog', (dialog) => {
    seen.complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => seen.requests.push(request.url()));
  await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
  await use(page, seen);
  await context.close();
};

const desktop = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 375, height: 812 } };

const names = [
  'many',
  'single',
  'large',
  'hostile',
  'detection',
  'comparison',
  'rate',
  'cycle',
  'plane',
  'published',
] as const;

it.each(names)(
  'the page "%s" is clean: on a phone and on a desk, in both themes and on paper',
  async (name) => {
    await opened(name, { ...phone, colorScheme: 'light' }, async (page, { complaints, requests }) => {
      // Thirty rules are of the same kinds as six, and an audit of all of them takes minutes.
      await page.evaluate(
        `[...document.querySelectorAll("details")].slice(0, ${name === 'large' ? 3 : 10_000}).forEach((item) => { item.open = true; })`,
      );
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(375);
      await page.setViewportSize(desktop.viewport);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(1280);
      const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
      const light = await paper();
      expect((await audit(page)).violations).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await paper()).not.toBe(light);
      expect((await audit(page)).violations).toEqual([]);
      await page.emulateMedia({ media: 'print' });
      expect(await paper()).toMatch(/^rgb\(255, 255, 255\)$|^rgba\(0, 0, 0, 0\)$/);
      expect(complaints).toEqual([]);
      expect(requests.map((url) => url.split('/').at(-1))).toEqual([`${name}.html`]);
    });
  },
);

/** What axe-core finds wrong. It comes in by evaluation, which the page's policy does not bind. */
const audit = async (page: Page): Promise<{ readonly violations: readonly string[] }> => {
  await page.evaluate(readFileSync(axe, 'utf8'));
  const found: readonly { id: string; impact: string; nodes: readonly { html: string }[] }[] =
    await page.evaluate(
      'axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.slice(0, 3).map(({ html }) => ({ html: html.slice(0, 200) })) })))',
    );
  return {
    violations: found.map(
      ({ id, impact, nodes }) => `${impact} ${id}: ${nodes.map(({ html }) => html).join(' | ')}`,
    ),
  };
};

it.each([desktop, phone])(
  'a table of detection scrolls under its heading and beside its names, %#',
  async (options) => {
    await opened('detection', options, async (page) => {
      const table = page.locator('.matrix').first();
      const [corner, last] = [table.locator('.corner').last(), table.locator('tbody tr').last()];
      const before = await corner.boundingBox();
      await table.evaluate((element: { scrollTo(to: { left: number; top: number }): void }) =>
        element.scrollTo({ left: 400, top: 800 }),
      );
      expect(await corner.boundingBox()).toEqual(before);
      const [name, box] = [await last.locator('th').boundingBox(), await table.boundingBox()];
      expect(name?.x).toBeCloseTo((box?.x ?? Number.NaN) + 1, 0);
    });
  },
);

it('a link from the table of detection unfolds what the entry is modelled on', async () => {
  await opened('detection', desktop, async (page) => {
    await page.locator('.matrix a').nth(3).click();
    await page.locator('#kill-0-3[open]').waitFor();
    expect(await page.locator('#kill-0-3 p').first().isVisible()).toBe(true);
  });
});

it('hostile texts run nothing and add no element', async () => {
  await opened('hostile', desktop, async (page) => {
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.locator('img, iframe, object, form, base').count()).toBe(0);
    expect(await page.locator('h3.name').first().textContent()).toContain('<script>alert(1)</script>');
  });
});

it('a run of 30 rules opens in under a second', async () => {
  await opened('large', desktop, async (page) => {
    const times: number[] = [];
    for (let attempt = 0; attempt < 5; attempt++) {
      await page.reload();
      times.push(Number(await page.evaluate('performance.getEntriesByType("navigation")[0].loadEventEnd')));
    }
    expect(Math.min(...times), 'the best of five, for the machine may be busy').toBeLessThan(1000);
  });
});

it('the theme goes round: as the system, the other one, the same one, and stays after a reload', async () => {
  await opened('many', { ...desktop, colorScheme: 'light' }, async (page) => {
    const paper = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const [button, light] = [page.locator('#theme'), await paper()];
    await button.click();
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.reload();
    expect(await paper()).toBe(dark);
    expect(await button.textContent()).toBe('Theme: dark');
    await button.click();
    expect(await paper()).toBe(light);
    await button.click();
    expect(await button.textContent()).toBe('Theme: auto');
  });
});

it('a copy button copies the whole code and says so', async () => {
  await opened('single', { ...desktop, permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    const button = page.locator('.card button.copy').first();
    await button.click();
    await page.locator('#status', { hasText: 'Copied' }).waitFor({ state: 'attached' });
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      Object.values(report.counterexamples)[0]?.replay,
    );
  });
});

it('a copy button works where the clipboard interface is missing', async () => {
  await opened('single', { ...desktop, permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    await page.evaluate('navigator.clipboard.writeText = () => Promise.reject(new Error("no"))');
    await page.locator('.card button.copy').first().click();
    await page.locator('#status', { hasText: 'Copied' }).waitFor({ state: 'attached' });
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      Object.values(report.counterexamples)[0]?.replay,
    );
  });
});

it('a table sorts by a heading, from the keyboard too, and back', async () => {
  await opened('many', desktop, async (page) => {
    const names = () => page.locator('.glance tbody th').allTextContents();
    const before = await names();
    await page.locator('.glance thead button').first().focus();
    await page.keyboard.press('Enter');
    expect(await names()).toEqual([...before].sort());
    await page.keyboard.press('Enter');
    expect(await names()).toEqual([...before].sort().reverse());
    await page.locator('.glance thead button', { hasText: 'κ* reached' }).click();
    expect(await page.locator('.glance th[aria-sort]').getAttribute('aria-sort')).toBe('descending');
    const kappas = await page
      .locator('.glance tbody tr')
      .evaluateAll((rows: { cells: { dataset: { sort: string } }[] }[]) =>
        rows.map((row) => Number(row.cells[7]?.dataset.sort)),
      );
    expect(kappas).toEqual([...kappas].sort((a, b) => b - a));
  });
});

it('exact numbers are shown on demand', async () => {
  await opened('single', desktop, async (page) => {
    const first = page.locator('.cases data').first();
    const short = await first.textContent();
    await page.locator('#exact').click();
    expect(await first.textContent()).toBe(await first.getAttribute('value'));
    await page.locator('#exact').click();
    expect(await first.textContent()).toBe(short);
  });
});

it('a link into a folded rule unfolds it', async () => {
  await opened('many', desktop, async (page) => {
    await page.locator('.glance a[href="#gradient-descent"]').first().click();
    await page.locator('#rule-0 > details[open]').waitFor();
    expect(await page.locator('#rule-0 h4').first().isVisible()).toBe(true);
  });
});

it('what is folded is a text until it is unfolded, and all of it is printed', async () => {
  await opened('many', desktop, async (page) => {
    expect(await page.locator('#rule-0 table').count()).toBe(0);
    const before = Number(await page.evaluate('document.querySelectorAll("*").length'));
    await page.locator('#rule-0 summary').first().click();
    await page.locator('#rule-0 table').first().waitFor();
    await page.locator('#rule-0 .sortable thead button').first().click();
    expect(await page.locator('#rule-0 th[aria-sort]').count()).toBe(1);
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    expect(await page.locator('noscript').count()).toBe(0);
    expect(Number(await page.evaluate('document.querySelectorAll("*").length'))).toBeGreaterThan(
      before + 1000,
    );
  });
});

it('the filter leaves the rules, checks and claims that match', async () => {
  await opened('many', desktop, async (page) => {
    await page.locator('#filter').fill('heavy-ball VERIFIED');
    expect(await page.locator('section.rule:visible .name').allTextContents()).toEqual(['heavy-ball']);
    expect(await page.locator('.glance tbody tr:visible').count()).toBe(1);
    await page.locator('#filter').fill('P5-attained');
    expect(await page.locator('#claims tbody tr:visible').count()).toBe(1);
    expect(await page.locator('section.rule:visible').count()).toBe(0);
    await page.locator('#filter').fill('');
    expect(await page.locator('section.rule:visible').count()).toBe(6);
  });
});

it('a plot is saved as SVG with its colours', async () => {
  await opened('single', desktop, async (page) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('figure .save').first().click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text).toMatch(/^<svg [^>]*xmlns="http:..www.w3.org.2000.svg"/);
    expect(text).not.toContain('var(--');
  });
});

it('a plot is saved as CSV, with the names of its values and a row for each place', async () => {
  await opened('single', desktop, async (page) => {
    const figure = page.locator('figure', { hasText: 'Loss over steps' }).first();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      figure.locator('.save', { hasText: 'CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('natgrad-check-plot.csv');
    const [first, ...rows] = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\n');
    expect(first).toBe('"step","L(θ)"');
    expect(rows).toHaveLength(7);
    expect(rows.every((row) => row.split(',').every((value) => Number.isFinite(Number(value))))).toBe(true);
  });
});

it('a plot says what is under the pointer, and from the keyboard goes from place to place', async () => {
  await opened('single', desktop, async (page) => {
    const drawing = page.locator('figure', { hasText: 'Loss over steps' }).first().locator('svg');
    const tip = page.locator('.tip');
    await drawing.hover();
    expect(await tip.textContent()).toMatch(/^step \d · L\(θ\) [−\d.]+/);
    await page.keyboard.press('Escape');
    expect(await tip.isVisible()).toBe(false);
    await drawing.focus();
    const told: (string | null)[] = [];
    for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'End']) {
      await page.keyboard.press(key);
      told.push(await tip.textContent());
    }
    expect(told.map((text) => text?.slice(0, 6))).toEqual(['step 0', 'step 1', 'step 2', 'step 1', 'step 6']);
    expect(await page.locator('#status').textContent()).toBe(told.at(-1));
  });
});

it("the rule's code is beside its first case, and the others lead there", async () => {
  await opened('single', desktop, async (page) => {
    expect(await page.locator('.listing').count()).toBe(1);
    expect(await page.locator('.card').first().locator('.listing .update').count()).toBe(3);
    expect(await page.locator('.card a[href="#source-0"]').count()).toBe(
      (await page.locator('.card').count()) - 1,
    );
  });
});

it('the last figures of a table are not shadowed, whether it scrolls or not', async () => {
  await opened('many', phone, async (page) => {
    const table = page.locator('.glance .scroll');
    const shadow = async (): Promise<string> => (await table.screenshot()).toString('base64');
    const scrollTo = (left: number) =>
      table.evaluate((element: { scrollLeft: number }, to: number) => {
        element.scrollLeft = to;
      }, left);
    await scrollTo(100_000);
    const plain = await shadow();
    await table.evaluate((element: { style: { background: string } }) => {
      element.style.background = 'none';
    });
    expect(await shadow()).toBe(plain);
    await scrollTo(0);
    const bare = await shadow();
    await table.evaluate((element: { style: { background: string } }) => {
      element.style.background = '';
    });
    expect(await shadow()).not.toBe(bare);
  });
});

it('the first stop of the Tab key leads past the navigation', async () => {
  await opened('many', desktop, async (page) => {
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
  });
});

it('everything can be read without scripts', async () => {
  await opened('single', { ...desktop, javaScriptEnabled: false }, async (page) => {
    expect(await page.locator('h1').textContent()).toBe('my-adam is falsified');
    expect(await page.locator('article.card').first().isVisible()).toBe(true);
  });
});

it('print shows what is folded, on white', async () => {
  await opened('many', { ...desktop, colorScheme: 'dark' }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    expect(await page.evaluate('getComputedStyle(document.body).color')).toBe('rgb(29, 31, 35)');
    expect(await page.locator('nav').isVisible()).toBe(false);
    const pdf = await page.pdf({ path: join(screenshots, 'print.pdf'), format: 'A4', printBackground: true });
    expect(pdf.length).toBeGreaterThan(10_000);
  });
});

describe.each([
  ['375', phone],
  ['1280', desktop],
] as const)('at %s pixels', (width, options) => {
  it.each(['light', 'dark'] as const)('a screenshot of a table of detection in %s', async (colorScheme) => {
    await opened('detection', { ...options, colorScheme }, async (page) => {
      const path = join(screenshots, `detection-${width}-${colorScheme}.png`);
      const picture = await page.locator('#detection').screenshot({ path });
      expect(picture.length).toBeGreaterThan(10_000);
    });
  });

  it.each(['light', 'dark'] as const)('a screenshot in %s', async (colorScheme) => {
    await opened('single', { ...options, colorScheme }, async (page) => {
      const picture = await page.screenshot({
        path: join(screenshots, `${width}-${colorScheme}.png`),
        fullPage: true,
      });
      expect(picture.length).toBeGreaterThan(10_000);
    });
  });
});
