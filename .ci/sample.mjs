// Rebuilds reports/sample from its rules, or with --check says whether it is what the sources make.
// Times and the environment aside, the report depends on the sources alone.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withMarked } from './marked.mjs';
import { source } from './source.mjs';

const { parseReport, stringifyReport } = await source('report/json.ts');
const { sampleForm } = await source('report/sampleForm.ts');

const root = fileURLToPath(new URL('..', import.meta.url));
const command = join(root, 'dist', 'cli.js');
const sample = join('reports', 'sample');
// Made elsewhere under the same relative path, so that what the report says of paths is what a reader sees.
const elsewhere = mkdtempSync(join(tmpdir(), 'sample-'));

/** What the command prints; lets pass the exit code that the sample's wrong rule causes. */
const run = (...args) => {
  try {
    return execFileSync(process.execPath, [command, ...args, '--seed', '1', '--report', sample], {
      cwd: elsewhere,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  } catch (error) {
    if (error.status !== 1) throw error;
    return error.stdout;
  }
};

/** A document with this terminal output between its marks. */
const withOutput = (document, output) =>
  withMarked(
    document,
    'sample',
    `\`\`\`console\n$ npx natgrad-check fuzz reports/sample/rules --runs 200 --seed 1\n${output.trimEnd()}\n\`\`\``,
  );

/** Of each rule its verdict, the likely cause and how to replay it: what the README has room for. */
const shortened = (output) => {
  let isKept = true;
  return output
    .replace(/\n\n.*/s, '')
    .split('\n')
    .filter((line) => {
      if (/^[✗✓] |^ {2}(Falsified|Verified|likely cause|npx) ?/.test(line)) isKept = true;
      if (/^ {2}(\d+ required checks,|[!≈≡✎·]) /.test(line)) isKept = false;
      return isKept;
    })
    .join('\n');
};

/** The documents that show what the run prints: in full, and shortened. */
const documents = { 'docs/verdicts.md': (output) => output, 'README.md': shortened };

/** The pages of the recorded runs in the sample, made from their records. */
const tracePages = () =>
  readdirSync(join(root, sample, 'trace'))
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => {
      const folder = join(elsewhere, 'traced', name);
      const record = join(sample, 'trace', name);
      execFileSync(
        process.execPath,
        [command, 'trace', record, '--promise', 'every-step', '--report', folder],
        {
          cwd: root,
          stdio: ['ignore', 'ignore', 'inherit'],
        },
      );
      const page = join(root, sample, 'trace', name.replace('.jsonl', '.html'));
      return { page, made: readFileSync(join(folder, 'index.html'), 'utf8') };
    });

const formOf = (folder) =>
  stringifyReport(sampleForm(parseReport(readFileSync(join(folder, sample, 'report.json'), 'utf8'))));

/** The picture of docs/verdicts.md: the top of the page, as Debian's Chromium shows it. Whether there is one. */
const takePicture = async () => {
  const executablePath = '/usr/bin/chromium';
  if (!existsSync(executablePath)) return false;
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  const page = await browser.newPage({ viewport: { width: 1000, height: 1180 } });
  await page.goto(new URL('../reports/sample/index.html', import.meta.url).href);
  await page.screenshot({ path: join(root, sample, 'report.png') });
  await browser.close();
  return true;
};

try {
  cpSync(join(root, sample, 'rules'), join(elsewhere, sample, 'rules'), { recursive: true });
  run('experiment', 'E1', 'E5');
  const output = run('fuzz', join(sample, 'rules'), '--runs', '200');
  const told = Object.entries(documents).map(([page, form]) => {
    const document = readFileSync(join(root, page), 'utf8');
    return { page: join(root, page), document, made: withOutput(document, form(output)) };
  });
  if (process.argv.includes('--check')) {
    const isStale = ({ page, made }) => !existsSync(page) || readFileSync(page, 'utf8') !== made;
    if (
      formOf(elsewhere) !== formOf(root) ||
      told.some(({ document, made }) => document !== made) ||
      tracePages().some(isStale)
    ) {
      process.stderr.write(
        'reports/sample, the README or docs/verdicts.md is stale: run "npm run sample" and commit what it writes\n',
      );
      process.exitCode = 1;
    } else process.stdout.write('reports/sample is up to date\n');
  } else {
    for (const name of readdirSync(join(root, sample))) {
      if (!['rules', 'report.png', 'kill-matrix', 'published', 'trace', 'show', 'hunts'].includes(name))
        rmSync(join(root, sample, name), { recursive: true });
    }
    cpSync(join(elsewhere, sample), join(root, sample), { recursive: true });
    for (const { page, made } of [...told, ...tracePages()]) writeFileSync(page, made);
    const pictured = await takePicture();
    process.stdout.write(
      `reports/sample rebuilt${pictured ? '' : ', but for report.png: there is no Chromium'}\n`,
    );
  }
} finally {
  rmSync(elsewhere, { recursive: true, force: true });
}
