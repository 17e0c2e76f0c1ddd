// `npm run mutate`: runs Stryker, and compares the mutants that survive with those that are listed beside the source,
// each with the reason why no test can tell it apart. Arguments go to Stryker, such as --mutate src/linalg/exact.ts.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reportFile = join(root, 'reports', 'mutation', 'mutation.json');
const stryker = join(root, 'node_modules', '.bin', 'stryker');

/** Where a mutant is and what it does, without line numbers: the code of its lines, with the change marked in it. */
const described = (source, { location: { start, end }, mutatorName, replacement }) => {
  const lines = source.split('\n');
  const [first, last] = [lines[start.line - 1], lines[end.line - 1]];
  const original = start.line === end.line ? first.slice(start.column - 1, end.column - 1) : '…';
  const [before, after] = [first.slice(0, start.column - 1), last.slice(end.column - 1)];
  const change = `${before}⟦${original} → ${replacement}⟧${after}`;
  return `${mutatorName}: ${change.replaceAll(/\s+/g, ' ').trim()}`;
};

const counted = (texts) =>
  texts.reduce((counts, text) => counts.set(text, (counts.get(text) ?? 0) + 1), new Map());

const listedSurvivors = (file) => {
  const list = join(root, dirname(file), 'survivors.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8'))[file] ?? []) : [];
};

/** The share of mutants that some test notices, by folder; an endless loop is noticed, and what cannot run counts for nothing. */
const scores = (files) => {
  const folders = new Map();
  for (const [file, { mutants }] of files) {
    const tally = folders.get(dirname(file)) ?? { noticed: 0, all: 0 };
    for (const { status } of mutants) {
      if (noticed.has(status)) tally.noticed++;
      if (noticed.has(status) || unnoticed.has(status)) tally.all++;
    }
    folders.set(dirname(file), tally);
  }
  return folders;
};

const noticed = new Set(['Killed', 'Timeout']);
const unnoticed = new Set(['Survived', 'NoCoverage']);

rmSync(reportFile, { force: true });
const began = performance.now();
const { status } = spawnSync(stryker, ['run', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
const minutes = (performance.now() - began) / 60_000;
if (!existsSync(reportFile)) process.exit(status || 1);

const files = Object.entries(JSON.parse(readFileSync(reportFile, 'utf8')).files);
const complaints = files.flatMap(([file, { source, mutants }]) => {
  const alive = mutants.filter((mutant) => unnoticed.has(mutant.status));
  const survivors = counted(alive.map((mutant) => described(source, mutant)));
  const listed = counted(listedSurvivors(file).flatMap(({ mutants: texts }) => texts));
  return [...new Set([...survivors.keys(), ...listed.keys()])].flatMap((mutant) => {
    const [found, expected] = [survivors.get(mutant) ?? 0, listed.get(mutant) ?? 0];
    if (found === expected) return [];
    return [`${file}: ${found} survive, ${expected} listed: ${mutant}`];
  });
});
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0)
  console.error(`${complaints.length} differences between survivors and survivors.json`);
for (const [folder, { noticed: killed, all }] of scores(files))
  console.log(`${folder}: ${killed} of ${all} mutants noticed, ${((100 * killed) / all).toFixed(2)} %`);
console.log(`${minutes.toFixed(1)} minutes`);
process.exit(complaints.length > 0 ? 1 : status);
