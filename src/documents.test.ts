import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The text of a document without its blocks and spans of code, which hold no links. */
const proseOf = (file: string): string =>
  readFileSync(file, 'utf8')
    .replace(/^```[\s\S]*?^```/gm, '')
    .replace(/`[^`\n]*`/g, (code) => code.slice(1, -1).replace(/[[\]()]/g, ''));

/** The fragments that a forge gives to the headings of a document. */
const fragmentsOf = (file: string): readonly string[] =>
  [...proseOf(file).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    (heading ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

const isRelative = (target: string): boolean => !/^[a-z]+:/.test(target);

/** The links of a document that lead nowhere. */
const brokenLinks = (file: string): readonly string[] =>
  [...proseOf(file).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => target ?? '')
    .filter(isRelative)
    .filter((target) => {
      const [path = '', fragment] = target.split('#');
      const to = path === '' ? file : join(dirname(file), path);
      return !existsSync(to) || (fragment !== undefined && !fragmentsOf(to).includes(fragment));
    });

/** The pages that people read first, relative to the root. */
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'properties/README.md',
  'reports/README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

it.each(pages)('every relative link of %s leads to a file, and to a heading where it names one', (page) => {
  expect(brokenLinks(join(root, page))).toEqual([]);
});

it('the README fits one screen, and leads to an index of every page of docs', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
  expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(3500);
  expect(readme).toContain('](docs/README.md)');
  const index = readFileSync(join(root, 'docs', 'README.md'), 'utf8');
  const names = pages.filter((page) => page.startsWith('docs/')).map((page) => page.slice('docs/'.length));
  expect(names.filter((name) => name !== 'README.md' && !index.includes(`](${name}`))).toEqual([]);
});

it.each([
  ['README.md', ['sample']],
  ['docs/verdicts.md', ['sample']],
  ['docs/api.md', ['arbitraries']],
  ['docs/speed.md', ['bench', 'growth']],
  ['docs/what-it-catches.md', ['banks']],
] as const)('%s has the marks of %s, which a script writes, runs or compares', (page, names) => {
  const text = readFileSync(join(root, page), 'utf8');
  const marks = names.flatMap((name) => [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`]);
  expect(text.match(/^<!-- .* -->$/gm)).toEqual(marks);
});

it('links to a missing file and to a missing heading are found, and those within code are none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'documents-'));
  try {
    mkdirSync(join(folder, 'docs'));
    writeFileSync(join(folder, 'docs', 'there.md'), '# One `f(x)`, two\n\n```md\n# Not a heading\n```\n');
    const links = [
      'docs/there.md',
      'docs/there.md#one-fx-two',
      'docs/there.md#not-a-heading',
      'docs/missing.md',
      '#own',
      '#other',
      'https://example.org/x',
    ];
    writeFileSync(
      join(folder, 'page.md'),
      `# Own\n\n${links.map((link) => `[\`x[0]\`](${link})`).join('\n')}\n\n\`[a](no)\`\n\n\`\`\`md\n[a](no)\n\`\`\`\n`,
    );
    expect(brokenLinks(join(folder, 'page.md'))).toEqual([
      'docs/there.md#not-a-heading',
      'docs/missing.md',
      '#other',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
