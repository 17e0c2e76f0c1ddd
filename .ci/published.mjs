// Judges every optimizer of Debian's torch and of TensorFlow.js, and writes reports/sample/published: a table as JSON,
// Markdown and a page. With --check it judges the named rows again (two short ones where none is named) and says whether
// they come out the same, and whether page and Markdown are what the table makes. --only ROW… judges these rows alone, and
// leaves the others as they are.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judge, python } from './published/judge.mjs';
import { markdown, page } from './published/page.mjs';
import { rows } from './published/rows.mjs';

const target = fileURLToPath(new URL('../reports/sample/published/', import.meta.url));
const stored = join(target, 'table.json');

/** Cases of each check. */
const runs = 50;

/** The version of TensorFlow.js that the table is about. */
const tfjs = '4.22.0';

/** Rows that CI judges again: one of each library, and known deviations both. */
const usualCheck = ['torch-nadam', 'tfjs-adadelta'];

/** Rows judged at once: each is a process with one worker. */
const atOnce = 2;

const [mode, ...named] = process.argv.slice(2);
const chosen = (names) =>
  names.map((name) => {
    const row = rows.find(({ id }) => id === name);
    if (row) return row;
    throw new RangeError(
      `published: a row must be one of ${rows.map(({ id }) => id).join(', ')}, got ${name}`,
    );
  });

const folder = mkdtempSync(join(tmpdir(), 'published-'));

/** Installs TensorFlow.js, which nothing else here needs. */
const install = () => {
  const packages = ['core', 'backend-cpu'].map((part) => `@tensorflow/tfjs-${part}@${tfjs}`);
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n');
  execFileSync('npm', ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  copyFileSync(new URL('./published/tfjs.mjs', import.meta.url), join(folder, 'tfjs.mjs'));
};

const torchVersion = () =>
  execFileSync(python, ['-c', 'import torch; print(torch.__version__)'], { encoding: 'utf8' }).trim();

/** Judges rows, some at once; in their order. */
const judgeAll = async (wanted) => {
  if (wanted.some(({ library }) => library === 'tfjs')) install();
  const judged = new Map();
  const waiting = [...wanted];
  const work = async () => {
    for (let row = waiting.shift(); row; row = waiting.shift()) {
      judged.set(row.id, await judge(row, folder, runs));
      process.stderr.write(`${judged.size}/${wanted.length} ${row.id}: ${judged.get(row.id).verdict}\n`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return wanted.map(({ id }) => judged.get(id));
};

const files = (table) => ({
  'table.json': `${JSON.stringify(table, undefined, 1)}\n`,
  'README.md': markdown(table),
  'index.html': page(table),
});

const check = async () => {
  const table = JSON.parse(readFileSync(stored, 'utf8'));
  const stale = Object.entries(files(table))
    .filter(([name, text]) => readFileSync(join(target, name), 'utf8') !== text)
    .map(([name]) => name);
  const judged = await judgeAll(chosen(named.length === 0 ? usualCheck : named));
  const other = judged.filter(
    (row) => JSON.stringify(row) !== JSON.stringify(table.rows.find(({ id }) => id === row.id)),
  );
  for (const row of other) process.stderr.write(`${JSON.stringify(row, undefined, 1)}\n`);
  const faults = [...stale, ...other.map(({ id }) => `row ${id}`)];
  if (faults.length === 0) {
    process.stdout.write(
      `reports/sample/published is up to date (${judged.map(({ id }) => id).join(', ')})\n`,
    );
    return;
  }
  process.stderr.write(`reports/sample/published is stale (${faults.join(', ')}): run "npm run published"\n`);
  process.exitCode = 1;
};

/** Judges rows and writes the table with them. @param before rows that stay, where they are not among those */
const write = async (wanted, before) => {
  const judged = await judgeAll(wanted);
  const rowOf = (id) => [...judged, ...before].find((row) => row.id === id);
  const table = {
    runs,
    seed: 1,
    versions: { torch: torchVersion(), tfjs },
    rows: rows.map(({ id }) => rowOf(id)).filter((row) => row !== undefined),
  };
  mkdirSync(target, { recursive: true });
  for (const [name, text] of Object.entries(files(table))) writeFileSync(join(target, name), text);
  process.stdout.write('reports/sample/published rebuilt\n');
};

const storedRows = () => (existsSync(stored) ? JSON.parse(readFileSync(stored, 'utf8')).rows : []);

try {
  if (mode === '--check') await check();
  else if (mode === '--only') await write(chosen(named), storedRows());
  else if (mode === undefined) await write(rows, []);
  else throw new RangeError(`published: an option must be --check or --only, got ${mode}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
