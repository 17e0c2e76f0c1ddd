import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { syntheticKillMatrix } from '../../properties/report/syntheticKillMatrix.ts';
import { syntheticReport } from '../../properties/report/syntheticReport.ts';
import { loadFormats } from './format.ts';
import { loadSections, noParts, sectionsOf, terminalLines } from './section.ts';

const report = { ...syntheticReport(2), killMatrix: syntheticKillMatrix };
const screen = { width: 80, color: false };
const folder = dirname(fileURLToPath(import.meta.url));

it('loadSections() finds every section by its folder, in the order of the page', async () => {
  const sections = await loadSections();
  expect(sections.map(({ anchor }) => anchor)).toEqual([
    'glance',
    'rules',
    'across',
    'experiments',
    'claims',
    'detection',
    'code-coverage',
    'environment',
  ]);
  expect(new Set(sections.map(({ rank }) => rank)).size).toBe(sections.length);
});

it('sectionsOf(report) are those of which it has something', async () => {
  const bare = { ...syntheticReport(1), ...noParts, counterexamples: {}, codeCoverage: null };
  expect((await sectionsOf(bare)).map(({ anchor }) => anchor)).toEqual(['glance', 'environment']);
});

it('each section of a report has an element under its anchor, but for the top of the page', async () => {
  for (const section of await sectionsOf(report)) {
    const { markup } = await section.html(report);
    if (section.title !== null) expect(markup).toContain(`<section id="${section.anchor}"`);
  }
});

it('terminalLines(sections, parts, screen) are those of the parts that a run has made', async () => {
  const sections = await loadSections();
  expect(terminalLines(sections, noParts, screen)).toEqual([]);
  const lines = terminalLines(sections, report, screen);
  expect(lines[0]).toMatch(/^rule +verdict/);
  expect(lines).toContainEqual(expect.stringMatching(/^E5 {2}/));
  expect(lines).toContainEqual(
    expect.stringMatching(/^✓ P5-attained +[\d,]+ cases, \d+ mutants? refuted within/),
  );
  expect(lines).toContainEqual(expect.stringMatching(/^✗ rules +1 of 3 refuted/));
});

it('loadFormats() finds every format by its folder, the figures before the pages', async () => {
  expect((await loadFormats()).map(({ file }) => file)).toEqual([
    'report.json',
    'report.md',
    'badge.svg',
    'junit.xml',
    'index.html',
  ]);
});

/** The modules that are loaded with some, by their static imports. */
const loadedWith = (files: readonly string[]): ReadonlySet<string> => {
  const loaded = new Set<string>();
  const visit = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    if (!file.endsWith('.ts')) return;
    for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|export) (?!type )[^;]*?'([^']+)';/gm,
    )) {
      visit(target.startsWith('.') ? join(dirname(file), target) : target);
    }
  };
  for (const file of files) visit(file);
  return loaded;
};

it('no section and no format loads what draws until a page is wanted', () => {
  const members = ['sections', 'formats'].flatMap((name) =>
    readdirSync(join(folder, name))
      .filter((file) => !file.endsWith('.test.ts'))
      .map((file) => join(folder, name, file)),
  );
  const drawing = ['@observablehq/plot', 'linkedom', 'ml-matrix'];
  const loaded = loadedWith([...members, join(folder, 'section.ts'), join(folder, 'format.ts')]);
  expect(loaded).toContain('picocolors');
  expect(drawing.filter((name) => loaded.has(name))).toEqual([]);
  expect(loadedWith([join(folder, 'html', 'rule.ts')])).toContain('@observablehq/plot');
});
