// Rebuilds reports/sample/kill-matrix and the figures that docs/what-it-catches.md quotes from it, by judging every seeded fault
// with twenty seeds. With --check it judges with one seed and fewer cases, and says whether every one is refuted and the
// sample agrees: the table as far as those cases reach, the first seed's detections, the minimal counterexamples.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { withMarked } from './marked.mjs';
import { source } from './source.mjs';

const { percent, shortNumber } = await source('numbers.ts');
const { parseReport } = await source('report/json.ts');
const { shownSentences } = await source('report/killSigns.ts');
const { killTally, seenWithoutLaws, shareWithin } = await source('report/killTally.ts');

const root = fileURLToPath(new URL('..', import.meta.url));
const command = join(root, 'dist', 'cli.js');
const sample = join('reports', 'sample', 'kill-matrix');
// Made elsewhere under the same relative path, so that the command in the report is what a reader types.
const elsewhere = mkdtempSync(join(tmpdir(), 'kill-matrix-'));
const check = process.argv.includes('--check');

const matrixIn = (folder) =>
  parseReport(readFileSync(join(folder, sample, 'report.json'), 'utf8')).killMatrix;

const figure = (count) => (count === null ? '–' : shortNumber(count));

/** How much of it is owed to the laws that the faults claim, as the right ones do that they mimic. */
const lawsOf = (banks, cases) =>
  banks.flatMap((kind) => {
    const { seen, entries } = seenWithoutLaws([kind]);
    if (entries === 0) return [];
    return [
      '',
      `${seen} of the ${entries} ${kind.noun} (${percent(seen / entries)} %) are also seen within ${cases} cases when they claim no law and are compared`,
      'with no right one, by what is required of every rule; the others are caught because they claim the laws of the rule',
      'that they mimic, or are compared with it.',
    ];
  });

/** The figures of the page, from the sample alone. */
const tableOf = ({ seeds, banks, casesWithoutLaws }) => {
  const row = (name, judged) => {
    const { entries, refuted, median, worst } = killTally(judged);
    const shares = [1, 10, 100].map((cases) => {
      const detections = judged.map((kind) => [kind.entries.length, shareWithin(kind, cases)]);
      return `${percent(detections.reduce((sum, [count, share]) => sum + count * share, 0) / entries)} %`;
    });
    return `| ${[name, `${refuted}/${entries}`, figure(median), figure(worst), ...shares].join(' | ')} |`;
  };
  return [
    `| ${seeds.length} seeds | refuted | median cases | worst | within 1 | within 10 | within 100 |`,
    '|---|---|---|---|---|---|---|',
    ...banks.map((kind) => row(kind.noun, [kind])),
    row('all', banks),
    ...lawsOf(banks, casesWithoutLaws),
    ...shownSentences(banks).flatMap((sentence) => ['', sentence]),
  ].join('\n');
};

const page = join('docs', 'what-it-catches.md');
const withFigures = (text, matrix) => withMarked(text, 'banks', tableOf(matrix));

/** What the sample says otherwise than a run with fewer cases and seeds. */
const differences = (stored, fresh) => {
  const found = [];
  const same = (what, a, b) => {
    if (!isDeepStrictEqual(a, b)) found.push(what);
  };
  // A rule that comes to another result each time has figures of its own in each run.
  const repeats = ({ refutedAfter }) => (refutedAfter['same-seed-same-result'] ?? null) === null;
  // Few cases look for what else shows a fault at some of them only.
  const isLookedAt = new Set(
    fresh.banks.flatMap(({ entries }) => entries.filter(({ signs }) => signs).map(({ name }) => name)),
  );
  const pick = (entry) => {
    const { name, modelledOn, against, measured, withoutLaws, signs, minimal } = entry;
    return {
      name,
      modelledOn,
      against,
      measured,
      withoutLaws,
      signs: repeats(entry) && isLookedAt.has(name) ? signs : undefined,
      minimal: repeats(entry) ? minimal : minimal?.column,
    };
  };
  same('the first seed', stored.seeds[0], fresh.seeds[0]);
  same(
    'the kinds',
    stored.banks.map(({ bank }) => bank),
    fresh.banks.map(({ bank }) => bank),
  );
  for (const [i, kind] of fresh.banks.entries()) {
    const other = stored.banks[i];
    if (other?.bank !== kind.bank) continue;
    same(`${kind.bank}: the checks and claims`, other.columns, kind.columns);
    same(`${kind.bank}: the entries`, other.entries.map(pick), kind.entries.map(pick));
    for (const [j, entry] of kind.entries.entries()) {
      const { name, refutedAfter, measured, detection } = entry;
      const before = other.entries[j];
      if (before?.name !== name || !repeats(entry)) continue;
      same(`${name}: detection`, before.detection.cases[0], detection.cases[0]);
      for (const [id, cases] of Object.entries(refutedAfter)) {
        const reach = measured.includes(id) ? fresh.casesPerColumn / 5 : fresh.casesPerColumn;
        const known = before.refutedAfter[id];
        same(`${name}: ${id}`, known !== null && known > reach ? null : known, cases);
      }
    }
  }
  return found;
};

try {
  const profile = check ? 'quick' : 'standard';
  const { status } = spawnSync(
    process.execPath,
    [command, 'verify', '--banks', '--profile', profile, '--report', sample],
    { cwd: elsewhere, stdio: 'inherit' },
  );
  if (status !== 0) throw new Error(`verify --banks ended with ${status}`);
  const told = readFileSync(join(root, page), 'utf8');
  if (check) {
    const found = differences(matrixIn(root), matrixIn(elsewhere));
    if (withFigures(told, matrixIn(root)) !== told) found.push(`the figures of ${page}`);
    if (found.length > 0) {
      process.stderr.write(
        `${sample} is stale: run "npm run sample:kill" and commit what it writes\n${found.map((what) => `  ${what}\n`).join('')}`,
      );
      process.exitCode = 1;
    } else process.stdout.write(`${sample} is up to date\n`);
  } else {
    rmSync(join(root, sample), { recursive: true, force: true });
    mkdirSync(join(root, sample), { recursive: true });
    for (const name of ['report.json', 'report.md', 'index.html']) {
      cpSync(join(elsewhere, sample, name), join(root, sample, name));
    }
    writeFileSync(join(root, page), withFigures(told, matrixIn(root)));
    process.stdout.write(`${sample} rebuilt\n`);
  }
} finally {
  rmSync(elsewhere, { recursive: true, force: true });
}
