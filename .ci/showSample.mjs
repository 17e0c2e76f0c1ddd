// Rebuilds reports/sample/show: the page of a gallery, its fixed picture, recorded runs, the page of the theorem, and what that looks like.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'reports', 'sample', 'show');

const show = (...args) =>
  execFileSync(process.execPath, [join(root, 'dist', 'cli.js'), 'show', ...args, '--report', folder], {
    stdio: 'inherit',
  });

show('adam', 'lion', 'gradient-descent', '--svg');
show('--theorem');
show(
  ...['adam', 'momentum', 'feedback-alignment'].map((name) =>
    join(root, 'reports', 'sample', 'trace', `${name}.jsonl`),
  ),
);

const executablePath = '/usr/bin/chromium';
if (existsSync(executablePath)) {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage({ viewport: { width: 1000, height: 1000 } });
  await page.goto(pathToFileURL(join(folder, 'theorem.html')).href);
  await page.screenshot({ path: join(folder, 'theorem.png') });
  await browser.close();
}
