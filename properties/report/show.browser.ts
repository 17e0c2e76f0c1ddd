import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from './launchChromium.ts';

const folder = mkdtempSync(join(tmpdir(), 'natgrad-check-show-'));
const command = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const screenshots = fileURLToPath(new URL('../../reports/screenshots/', import.meta.url));
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const pages = ['show', 'theorem', 'runs'] as const;
const recorded = ['adam', 'momentum'].map((name) =>
  fileURLToPath(new URL(`../../reports/sample/trace/${name}.jsonl`, import.meta.url)),
);
let browser: Browser;

const show = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [command, 'show', '--report', folder, ...args], { encoding: 'utf8' });

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  show('adam', 'lion', 'gradient-descent', '--loss', 'rosenbrock,saddle-quadratic');
  show('--theorem');
  show(...recorded);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

const desktop = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 375, height: 812 } };

const opened = async (
  name: (typeof pages)[number],
  options: BrowserContextOptions,
  use: (page: Page) => Promise<void>,
): Promise<void> => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const address = pathToFileURL(join(folder, `${name}.html`)).href;
  const [complaints, requests]: [string[], string[]] = [[], []];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(address);
  await use(page);
  expect(complaints).toEqual([]);
  expect(requests.filter((url) => !url.startsWith('blob:'))).toEqual([address]);
  await context.close();
};

const each = pages.flatMap((name) => [[name, desktop] as const, [name, phone] as const]);

it.each(each)(
  '%s opens without complaint, asks for nothing, and is no wider than its window',
  async (name, options) => {
    await opened(name, options, async (page) => {
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        options.viewport.width,
      );
      await page.screenshot({ path: join(screenshots, `${name}-${options.viewport.width}.png`) });
    });
  },
);

it.each(pages.flatMap((name) => [[name, 'light'] as const, [name, 'dark'] as const]))(
  '%s has no accessibility violation in %s',
  async (name, colorScheme) => {
    await opened(name, { ...desktop, colorScheme }, async (page) => {
      await page.evaluate(readFileSync(axe, 'utf8'));
      const found = await page.evaluate(
        'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))',
      );
      expect(found).toEqual([]);
      await page.emulateMedia({ media: 'print' });
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
        'rgb(255, 255, 255)',
      );
    });
  },
);

it.each(pages)('the tab key reaches every control of %s', async (name) => {
  await opened(name, desktop, async (page) => {
    const all = await page.evaluate(`(() => {
      const shown = [...document.querySelectorAll('a[href], button, select, input, [tabindex="0"]')].filter((element) => element.checkVisibility());
      // One of a group of radio buttons takes the focus for all of them.
      window.wanted = new Set(shown.filter((element) => element.type !== 'radio' || element.checked));
      return window.wanted.size;
    })()`);
    for (let k = 0; k < Number(all) + 8; k++) {
      await page.keyboard.press('Tab');
      await page.evaluate('window.wanted.delete(document.activeElement)');
    }
    expect(await page.evaluate('[...window.wanted].map((element) => element.outerHTML)')).toEqual([]);
  });
});

/** What is drawn in some figures. */
const drawn = (page: Page, ids: readonly string[]): Promise<readonly string[]> =>
  Promise.all(ids.map((id) => page.locator(`#${id} .drawn`).innerHTML()));

/** Moves a slider to its end by the keyboard, and says which of some figures it changed. */
const changed = async (
  page: Page,
  slider: string,
  ids: readonly string[],
  key = 'End',
): Promise<readonly string[]> => {
  const before = await drawn(page, ids);
  await page.locator(`#${slider}`).focus();
  await page.keyboard.press(key);
  const after = await drawn(page, ids);
  return ids.filter((_, i) => before[i] !== after[i]);
};

const figures = ['map', 'loss-curve', 'angle', 'kappa', 'vectors', 'ball'];

it('every control of the gallery changes what it is about, and leaves the rest', async () => {
  await opened('show', desktop, async (page) => {
    expect(await changed(page, 'step', figures, 'ArrowRight')).toEqual(figures);
    expect(await changed(page, 'eta', figures, 'ArrowRight')).toEqual(figures);
    expect(await page.locator('#eta-value').textContent()).toBe('3e−4');
    await page.locator('#eta').press('Home');
    const before = await drawn(page, figures);
    await page.locator('#start').selectOption('1');
    const after = await drawn(page, figures);
    expect(after.every((drawing, i) => drawing !== before[i])).toBe(true);
    await page.locator('#loss').selectOption('1');
    expect(await page.locator('#formula').textContent()).toContain('diag(s)');
    expect(await page.locator('#loss-unit').textContent()).toBe('');
    await page.locator('#loss').selectOption('0');
    const again = await drawn(page, ['map']);
    await page.getByRole('radio', { name: 'lion' }).check();
    expect(await drawn(page, ['map'])).not.toEqual(again);
    expect(await page.locator('#said').textContent()).toMatch(/^lion /);
  });
});

it('what is chosen in the map is chosen everywhere, and what is pointed at stands out everywhere', async () => {
  await opened('show', desktop, async (page) => {
    await page.locator('#map [data-series="2"] circle').click();
    expect(await page.locator('tr[data-series="2"] input').isChecked()).toBe(true);
    expect(await page.locator('tr[data-selected]').getAttribute('data-series')).toBe('2');
    await page.locator('tr[data-series="1"]').hover();
    expect(await page.locator('#loss-curve .lit').first().getAttribute('data-series')).toBe('1');
    expect(await page.locator('#map .lit').first().getAttribute('data-series')).toBe('1');
  });
});

it.each(['no-preference', 'reduce'] as const)(
  'a gallery plays and pauses, with motion %s',
  async (reducedMotion) => {
    await opened('show', { ...desktop, reducedMotion }, async (page) => {
      const step = async (): Promise<number> => Number(await page.locator('#step').inputValue());
      const begun = await step();
      await page.locator('#play').click();
      expect(await page.locator('#play').getAttribute('aria-pressed')).toBe('true');
      await expect.poll(step, { timeout: 300_000 }).toBeGreaterThan(begun);
      await page.locator('#play').click();
      const paused = await step();
      expect(paused).toBeGreaterThan(begun);
      expect(await page.locator('#play').textContent()).toBe('Play');
    });
  },
);

it('every figure is saved as a picture without variables, and its numbers as a table', async () => {
  await opened('show', desktop, async (page) => {
    const saved = async (figure: string, kind: string): Promise<string> => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator(`#${figure} [data-save="${kind}"]`).click(),
      ]);
      expect(download.suggestedFilename()).toBe(`${figure}.${kind}`);
      return readFileSync(await download.path(), 'utf8');
    };
    for (const figure of figures) {
      const text = await saved(figure, 'svg');
      expect(text).toMatch(/^<svg /);
      expect(text).not.toContain('var(');
    }
    expect((await saved('loss-curve', 'csv')).split('\n')[0]).toBe('"step","adam","lion","gradient-descent"');
    expect((await saved('map', 'csv')).split('\n')[1]).toBe('0,-1.2,1,-1.2,1,-1.2,1');
    expect((await saved('vectors', 'csv')).split('\n')[0]).toBe('"step","g1","y1","g2","y2"');
  });
});

it('ten rules on six losses make a page below 2 MB', () => {
  const rules = [
    'adam',
    'lion',
    'gradient-descent',
    'heavy-ball',
    'nesterov',
    'rmsprop',
    'adagrad',
    'nadam',
    'yogi',
    'lbfgs',
  ];
  const losses = 'rosenbrock,saddle-quadratic,styblinski-tang,quadratic,huber,flat-quartic';
  const page = join(folder, 'large');
  show(...rules, '--loss', losses, '--report', page);
  expect(statSync(join(page, 'show.html')).size).toBeLessThan(2_000_000);
});

it('each text of M has its button to copy beside it', async () => {
  await opened('theorem', phone, async (page) => {
    for (const id of ['numpy', 'typescript', 'latex']) {
      const block = page.locator('.copyable', { has: page.locator(`#${id}`) });
      const [around, button] = [await block.boundingBox(), await block.locator('.copy').boundingBox()];
      expect(button!.y).toBeGreaterThanOrEqual(around!.y);
      expect(button!.y + button!.height).toBeLessThanOrEqual(around!.y + around!.height);
    }
  });
});

const curves = ['pair', 'spectrum', 'condition', 'eigenvalues', 'sector'];

it('the tips of g and y are dragged and moved by keys, and everything follows', async () => {
  await opened('theorem', desktop, async (page) => {
    const said = () => page.locator('#said').textContent();
    const first = await said();
    expect(first).toContain('κ* = 7.61');
    for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown']) {
      await page.locator('#handle-g').focus();
      await page.keyboard.press(key);
      expect(await page.evaluate('document.activeElement.id')).toBe('handle-g');
    }
    expect(await said()).toBe(first);
    const before = await drawn(page, curves);
    await page.locator('#handle-y').hover();
    await page.mouse.down();
    await page.mouse.move(300, 500, { steps: 3 });
    await page.mouse.up();
    expect((await drawn(page, curves)).every((drawing, i) => drawing !== before[i])).toBe(true);
    // Straight against each other there is no metric.
    for (const [id, value] of Object.entries({ g0: '1', g1: '0', y0: '-1', y1: '0' }))
      await page.locator(`#${id}`).fill(value);
    expect(await said()).toBe(
      'yᵀg = −1 is not above 0: no metric maps g to y, and the step does not descend.',
    );
    expect(await page.locator('#pair [data-part=ball]').count()).toBe(0);
    await page.locator('#y0').fill('0');
    expect(await said()).toContain('is zero');
  });
});

it('every slider of the theorem changes what it is about, in two dimensions and in three', async () => {
  await opened('theorem', desktop, async (page) => {
    expect(await changed(page, 'alpha', curves)).toEqual(curves);
    await page.locator('#alpha').press('Home');
    await page.locator('#dimension').selectOption('3');
    expect(await changed(page, 'yaw', curves)).toEqual(['pair']);
    expect(await changed(page, 'tau', [...curves, 'minimisers'])).toEqual(['minimisers']);
    expect(await changed(page, 'alpha', curves)).toEqual(curves);
    expect(await page.locator('#numpy').textContent()).toMatch(
      /^M = np\.array\(\[\[[^\]]+\], \[[^\]]+\], \[/,
    );
  });
});

it('certificates run on the page: proved, refuted and inconclusive', async () => {
  await opened('theorem', desktop, async (page) => {
    const statuses = async (): Promise<readonly (string | null)[]> =>
      Promise.all(
        ['definite', 'maps', 'bounded'].map((id) => page.locator(`#${id} [data-field=status]`).textContent()),
      );
    expect(await statuses()).toEqual(['proved', 'proved', 'proved']);
    await page.locator('#spoil').press('End');
    expect((await statuses()).slice(0, 2)).toEqual(['proved', 'refuted']);
    await page.locator('#spoil').press('Home');
    await page.locator('#bound').press('Home');
    expect(await statuses()).toEqual(['proved', 'proved', 'refuted']);
    // κ(M) ≤ κ* for the rounded M: what only exact arithmetic could tell.
    await page.locator('#bound').fill('0');
    expect(await statuses()).toEqual(['proved', 'proved', 'inconclusive']);
  });
});

const ofRuns = ['loss-curve', 'angle', 'kappa', 'lost', 'vectors', 'ball'];

it('the slider of recorded runs moves every cursor and the step, and a run is chosen in the table', async () => {
  await opened('runs', desktop, async (page) => {
    const said = () => page.locator('#said').textContent();
    expect(await said()).toMatch(/^adam is natural gradient descent at step 0: ψ = 39°, κ\* = 4\.4\.$/);
    expect(await page.locator('#matrix tr').last().textContent()).toContain('4.4');
    expect(await changed(page, 'step', ofRuns)).toEqual(ofRuns);
    expect(await page.locator('tr[data-series="1"] [data-field=step]').textContent()).toBe('299');
    await page.getByRole('radio', { name: 'momentum' }).check();
    expect(await said()).toMatch(/^momentum .* at step 299/);
    const download = page.waitForEvent('download');
    await page.locator('#vectors [data-save=csv]').click();
    expect(readFileSync(await (await download).path(), 'utf8').split('\n')[0]).toBe('"step","g1","g2","y1"');
  });
});

it('a rule that never returns is one line, and the others are drawn', () => {
  const endless = join(folder, 'endless.mjs');
  writeFileSync(endless, 'export default ({ step, gradient }) => { while (step === 3); return gradient; };');
  const page = join(folder, 'others');
  const run = spawnSync(
    process.execPath,
    [command, 'show', endless, 'adam', '--loss', 'huber', '--timeout', '1s', '--report', page],
    { encoding: 'utf8' },
  );
  expect(run.stderr).toMatch(/^natgrad-check: .*endless\.mjs: did not return within 1 s on huber\n$/);
  expect(run.status).toBe(2);
  expect(readFileSync(join(page, 'show.html'), 'utf8')).toContain('<h1>adam</h1>');
});
