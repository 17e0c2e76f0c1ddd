import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const source = dirname(fileURLToPath(import.meta.url));
const properties = join(source, '..', 'properties');

/** What each part may import, besides itself and types. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  types: [],
  discover: [],
  linalg: [],
  metric: ['linalg'],
  certify: ['linalg'],
  dynamics: ['linalg', 'metric', 'certify'],
  losses: ['linalg', 'metric', 'certify', 'dynamics'],
  rules: ['linalg', 'metric', 'certify', 'dynamics', 'discover'],
  arbitrary: ['linalg', 'metric', 'certify', 'dynamics', 'losses', 'rules', 'discover'],
  checks: ['linalg', 'metric', 'certify', 'dynamics', 'losses', 'rules', 'arbitrary', 'discover'],
  experiments: [
    'linalg',
    'metric',
    'certify',
    'dynamics',
    'losses',
    'rules',
    'arbitrary',
    'checks',
    'discover',
  ],
  fuzz: ['linalg', 'metric', 'certify', 'dynamics', 'losses', 'rules', 'arbitrary', 'checks', 'discover'],
  report: ['metric'],
  cli: [
    'linalg',
    'dynamics',
    'losses',
    'rules',
    'arbitrary',
    'checks',
    'experiments',
    'fuzz',
    'report',
    'discover',
  ],
};

const sourceFiles = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(folder, file));

const imports = (file: string): readonly string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)].map((match) =>
    join(dirname(file), match[1] ?? ''),
  );

const partOf = (file: string): string => (relative(source, file).split(sep)[0] ?? '').replace(/\.ts$/, '');

const arrowIsWrong = (from: string, to: string): boolean =>
  from !== to && to !== 'types' && from !== 'index' && !(allowed[from]?.includes(to) ?? false);

/** Every import in src, as "from/file.ts → to/file.ts", that points against the arrows. */
const wrongArrows = (files: readonly string[]): readonly string[] =>
  files.flatMap((file) =>
    imports(file)
      .filter((target) => {
        return arrowIsWrong(partOf(file), partOf(target));
      })
      .map((target) => `${relative(source, file)} → ${relative(source, target)}`),
  );

it('every import in src follows the arrows of the structure', () => {
  expect(wrongArrows(sourceFiles(source))).toEqual([]);
});

it('every part of src is named in the table of arrows', () => {
  const parts = new Set(sourceFiles(source).map(partOf));
  parts.delete('index');
  expect([...parts].filter((part) => !(part in allowed))).toEqual([]);
});

it('only linalg imports ml-matrix, and only certified code is shared with the metric', () => {
  const importers = sourceFiles(source)
    .filter((file) => /^import (?!type).*'ml-matrix'/m.test(readFileSync(file, 'utf8')))
    .map(partOf);
  expect([...new Set(importers)].filter((part) => part !== 'linalg')).toEqual([]);
});

it('nothing in src imports properties by name', () => {
  const importers = sourceFiles(source).filter((file) =>
    imports(file).some((path) => path.startsWith(properties)),
  );
  expect(importers).toEqual([]);
});

it('an import against the arrows is seen', () => {
  const folder = mkdtempSync(join(source, '..', '.build-arrows-'));
  try {
    const file = join(folder, 'wrong.ts');
    const target = relative(folder, join(source, 'metric', 'optimal.ts'))
      .split(sep)
      .join('/');
    writeFileSync(file, `import { optimalMetric } from '${target}';\nexport default optimalMetric;\n`);
    expect(imports(file)).toEqual([join(source, 'metric', 'optimal.ts')]);
    expect(arrowIsWrong('certify', 'metric')).toBe(true);
    expect(arrowIsWrong('metric', 'certify')).toBe(true);
    expect(arrowIsWrong('report', 'fuzz')).toBe(true);
    expect(arrowIsWrong('dynamics', 'metric')).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
