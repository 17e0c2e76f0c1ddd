import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tracePage } from '../../src/report/trace/tracePage.ts';
import { launchChromium } from './launchChromium.ts';
import { tracedRun } from './tracedRun.ts';

const folder = mkdtempSync(join(tmpdir(), 'natgrad-check-trace-'));
const screenshots = new URL('../../reports/screenshots/', import.meta.url).pathname;
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const file = join(folder, 'index.html');
let browser: Browser;

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  writeFileSync(file, tracePage(tracedRun()));
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

const desktop = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 375, height: 812 } };

const opened = async (options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void> => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const [complaints, requests]: [string[], string[]] = [[], []];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  await use(page);
  expect(complaints).toEqual([]);
  expect(requests).toEqual([pathToFileURL(file).href]);
  await context.close();
};

it.each([desktop, phone])(
  'the page of a run opens without complaint, asks for nothing, and is no wider than its window, %#',
  async (options) => {
    await opened(options, async (page) => {
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        options.viewport.width,
      );
    });
  },
);

it.each(['light', 'dark'] as const)(
  'the page of a run has no accessibility violation in %s',
  async (colorScheme) => {
    await opened({ ...desktop, colorScheme }, async (page) => {
      await page.screenshot({ path: join(screenshots, `trace-${colorScheme}.png`), fullPage: true });
      await page.evaluate(readFileSync(axe, 'utf8'));
      const found = await page.evaluate('axe.run().then(({ violations }) => violations.map(({ id }) => id))');
      expect(found).toEqual([]);
      await page.emulateMedia({ media: 'print' });
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
        'rgb(255, 255, 255)',
      );
    });
  },
);

it('the slider moves the cursors, the drawing and the figures of the step, by keys too', async () => {
  await opened(desktop, async (page) => {
    const field = (name: string) => page.locator(`#steps [data-field="${name}"]`).first().textContent();
    const cursor = () => page.locator('.cursor line').first().getAttribute('x1');
    expect([await field('step'), await field('kind')]).toEqual(['3', 'effective']);
    const before = await cursor();
    await page.locator('#trace-step').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect([await field('step'), await field('kind'), await field('condition')]).toEqual([
      '5',
      'uphill',
      'none',
    ]);
    expect(await cursor()).not.toBe(before);
    expect(await page.locator('[data-part="no-ball"]').isVisible()).toBe(true);
    expect(await page.locator('[data-part="ball"]').first().isVisible()).toBe(false);
    await page.keyboard.press('Home');
    expect(await field('angle')).toBe('≤ 0.001°');
  });
});
