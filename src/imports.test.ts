import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const source = dirname(fileURLToPath(import.meta.url));

/** What every part may import. */
const free: ReadonlySet<string> = new Set([
  'types',
  'linalg',
  'errors',
  'discover',
  'numbers',
  'regularFile',
]);

/** What each part may import besides itself and what is free; a part that is not listed imports nothing else. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  types: [],
  errors: [],
  discover: [],
  numbers: [],
  regularFile: [],
  statistics: [],
  linalg: [],
  metric: [],
  certify: [],
  dynamics: ['metric', 'certify'],
  losses: [],
  rules: ['losses', 'dynamics'],
  catalog: ['checks', 'rules'],
  arbitrary: ['metric'],
  checks: ['dynamics', 'metric', 'losses', 'rules', 'catalog'],
  experiments: ['dynamics', 'metric', 'losses', 'rules', 'arbitrary'],
  subject: ['losses', 'rules', 'arbitrary', 'catalog'],
  campaign: ['arbitrary', 'checks', 'dynamics', 'subject', 'losses', 'rules', 'catalog', 'statistics'],
  // One reader says what a value has to look like, in a file as on a pipe.
  examinations: ['campaign', 'catalog', 'identity', 'suggestion', 'suspicions', 'trace'],
  identity: ['checks', 'dynamics', 'losses', 'rules', 'catalog'],
  suspicions: ['checks', 'dynamics', 'losses', 'rules', 'catalog'],
  host: ['campaign', 'subject', 'report', 'hunt', 'gallery', 'trace'],
  hunt: ['dynamics', 'losses', 'trace'],
  suggestion: ['campaign', 'arbitrary', 'dynamics', 'losses', 'rules', 'catalog'],
  verdict: ['campaign', 'arbitrary', 'statistics'],
  counterexample: ['campaign', 'checks', 'dynamics', 'rules', 'subject', 'catalog', 'report'],
  // A record is judged by what it holds; a rule that it is held against comes from the catalogue.
  trace: ['metric', 'rules', 'identity', 'dynamics', 'losses'],
  claim: [],
  cluster: [],
  fault: ['catalog'],
  comparison: ['arbitrary', 'statistics', 'verdict'],
  report: ['metric', 'statistics'],
  gallery: ['dynamics', 'losses', 'rules'],
  replayCounterexample: ['counterexample', 'host'],
  matchers: ['campaign', 'checkLearningRule'],
  checkLearningRule: ['campaign', 'host', 'subject', 'verdict'],
};

/** Parts that a person enters by; they import whatever they show. */
const entries: ReadonlySet<string> = new Set(['index', 'browser', 'cli']);

/** Folders within a part that other parts may import from; all others are its inside. */
const open: ReadonlySet<string> = new Set([
  'arbitrary/coverage',
  'arbitrary/pair',
  'arbitrary/rule',
  'arbitrary/scenario',
  'arbitrary/shrink',
  'checks/agreement',
  'checks/ladder',
  'checks/outcome',
  'checks/run',
  'losses/audit',
  'losses/data',
  'losses/derived',
  'losses/network',
  'losses/piecewise',
  'losses/quadratic',
  'losses/squares',
  'report/remarks',
  'report/comparison',
  'report/hunt',
  'report/show',
  'report/trace',
  'rules/declaration',
  'rules/feedback',
  'rules/moments',
  'subject/conformance',
  'subject/protocol',
  'suspicions/looking',
]);

/** Folders whose files are discovered, never imported: not by other parts, nor by what they are made of. */
const collections: ReadonlySet<string> = new Set([
  'examinations',
  'losses',
  'rules',
  'experiments',
  'checks/form',
  'checks/descent',
  'checks/laws',
  'report/sections',
  'report/formats',
  'cluster/engines',
  'subject/kinds',
  'identity/known',
  'suspicions',
]);

const isMember = (file: string): boolean =>
  collections.has(file.split('/').slice(0, -1).join('/')) && !file.endsWith('rounding.ts');

/** An experiment is about rules and losses that it names. */
const namesMembers: ReadonlySet<string> = new Set(['experiments']);

/** The imports of every source file below a folder that is no test, both as paths relative to it. */
type Graph = ReadonlyMap<string, readonly string[]>;

const graphOf = (folder: string): Graph =>
  new Map(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => {
        const text = readFileSync(join(folder, file), 'utf8');
        const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)];
        return [slashed(file), targets.map((match) => slashed(join(dirname(file), match[1] ?? '')))];
      }),
  );

const slashed = (path: string): string => path.split(sep).join('/');

const partOf = (file: string): string => (file.split('/')[0] ?? '').replace(/\.ts$/, '');

/** The folder of a file within its part, such as `losses/audit`; undefined where the file lies in the part itself. */
const topicOf = (file: string): string | undefined => {
  const folders = file.split('/').slice(0, -1);
  return folders.length < 2 ? undefined : folders.slice(0, 2).join('/');
};

/** What is wrong with one import, in words; undefined where it is as it should be. */
const faultOf = (from: string, to: string): string | undefined => {
  const [part, other] = [partOf(from), partOf(to)];
  if (part === other) {
    const isTopic = topicOf(from) !== undefined && !isMember(from);
    return isTopic && isMember(to) ? 'a topic imports a member' : undefined;
  }
  if (to.startsWith('../')) return 'an import from outside src';
  if (!free.has(other) && !entries.has(part) && !(allowed[part]?.includes(other) ?? false)) {
    return 'against the arrows';
  }
  if (isMember(to) && !namesMembers.has(part)) return 'imports a member of a collection';
  const topic = topicOf(to);
  if (topic !== undefined && !open.has(topic) && !isMember(to)) return 'imports the inside of another part';
  return undefined;
};

const wrongImports = (graph: Graph): readonly string[] =>
  [...graph].flatMap(([from, targets]) =>
    targets.flatMap((to) => {
      const fault = faultOf(from, to);
      return fault === undefined ? [] : [`${from} → ${to}: ${fault}`];
    }),
  );

/** Circles of files, each once, by depth-first search. */
const circles = (graph: Graph): readonly string[] => {
  const state = new Map<string, 'open' | 'done'>();
  const path: string[] = [];
  const found: string[] = [];
  const visit = (file: string): void => {
    state.set(file, 'open');
    path.push(file);
    for (const target of graph.get(file) ?? []) {
      if (state.get(target) === 'open') found.push([...path.slice(path.indexOf(target)), target].join(' → '));
      else if (!state.has(target) && graph.has(target)) visit(target);
    }
    path.pop();
    state.set(file, 'done');
  };
  for (const file of graph.keys()) if (!state.has(file)) visit(file);
  return found;
};

/** The folders of one part, each with those that its files import. */
const foldersOf = (graph: Graph, part: string): Graph => {
  const inPart = [...graph].filter(([file]) => partOf(file) === part);
  return new Map(
    [...new Set(inPart.map(([file]) => dirname(file)))].map((folder) => [
      folder,
      inPart
        .filter(([file]) => dirname(file) === folder)
        .flatMap(([, targets]) => targets.map((target) => dirname(target)))
        .filter((target) => target !== folder),
    ]),
  );
};

const graph = graphOf(source);

it('every import in src follows the arrows of the structure', () => {
  expect(wrongImports(graph)).toEqual([]);
});

it('no files of src import each other in a circle', () => {
  expect(circles(graph)).toEqual([]);
});

/** Parts whose folders import each other one way. */
it.each(['report'])('no folders of %s import each other in a circle', (part) => {
  expect(circles(foldersOf(graph, part))).toEqual([]);
});

/** The graph of the folders named by topic: which of one part import which others of the same part. */
const topicGraph = (files: Graph): Graph => {
  const topics = new Map<string, Set<string>>();
  for (const [from, targets] of files) {
    const topic = isMember(from) ? undefined : topicOf(from);
    if (topic === undefined) continue;
    const others = targets.map((to) => (isMember(to) ? undefined : topicOf(to)));
    const imported = topics.get(topic) ?? new Set();
    for (const other of others) if (other !== undefined && other !== topic) imported.add(other);
    topics.set(topic, imported);
  }
  return new Map([...topics].map(([topic, imported]) => [topic, [...imported]]));
};

it('no folders named by topic import each other in a circle', () => {
  expect(circles(topicGraph(graph))).toEqual([]);
});

it('every part of src is named in the table of arrows, and every part and open folder of the tables is there', () => {
  const parts = new Set([...graph.keys()].map(partOf));
  const named = new Set([...Object.keys(allowed), ...entries]);
  expect([...parts].filter((part) => !named.has(part))).toEqual([]);
  expect([...named, ...Object.values(allowed).flat()].filter((part) => !parts.has(part))).toEqual([]);
  const topics = new Set([...graph.keys()].map(topicOf));
  expect([...open].filter((topic) => !topics.has(topic))).toEqual([]);
});

it('no folder has a name that says nothing, and none is the twin of another', () => {
  const folders = [...graph.keys()].flatMap((file) => file.split('/').slice(0, -1));
  expect(
    folders.filter((name) => ['parts', 'utils', 'helpers', 'common', 'misc', 'shared'].includes(name)),
  ).toEqual([]);
  const top = new Set([...graph.keys()].filter((file) => file.includes('/')).map(partOf));
  expect([...top].filter((name) => top.has(`${name}s`))).toEqual([]);
});

it('only linalg imports ml-matrix', () => {
  const importers = [...graph.keys()].filter((file) =>
    /^import (?!type).*'ml-matrix'/m.test(readFileSync(join(source, file), 'utf8')),
  );
  expect(importers.filter((file) => partOf(file) !== 'linalg')).toEqual([]);
});

it('a circle of folders is named where no files make one', () => {
  const graph = new Map([
    ['report/html/card.ts', ['report/plots/path.ts']],
    ['report/html/formula.ts', []],
    ['report/plots/path.ts', ['report/html/formula.ts']],
  ]);
  expect(circles(graph)).toEqual([]);
  expect(circles(foldersOf(graph, 'report'))).toEqual(['report/html → report/plots → report/html']);
});

/** Each is planted in a folder of its own: two files, and what the test has to say of them. */
const planted: readonly (readonly [
  what: string,
  files: Readonly<Record<string, string>>,
  says: readonly string[],
])[] = [
  [
    'an import against the arrows',
    { 'certify/wrong.ts': '../metric/optimal.ts' },
    ['certify/wrong.ts → metric/optimal.ts: against the arrows'],
  ],
  [
    'a report that knows how it was made',
    { 'report/wrong.ts': '../campaign/plan.ts' },
    ['report/wrong.ts → campaign/plan.ts: against the arrows'],
  ],
  [
    'an import of the inside of another part',
    { 'cli/wrong.ts': '../report/html/page.ts' },
    ['cli/wrong.ts → report/html/page.ts: imports the inside of another part'],
  ],
  [
    'a member that is imported by name',
    { 'checks/run/wrong.ts': '../../rules/adam.ts' },
    ['checks/run/wrong.ts → rules/adam.ts: imports a member of a collection'],
  ],
  [
    'a topic that imports a member',
    { 'losses/network/wrong.ts': '../quadratic.ts' },
    ['losses/network/wrong.ts → losses/quadratic.ts: a topic imports a member'],
  ],
  [
    'a claim that is imported by name',
    { 'claim/wrong.ts': '../../properties/metric/limit-identity.ts' },
    ['claim/wrong.ts → ../properties/metric/limit-identity.ts: an import from outside src'],
  ],
];

it.each(planted)('%s is named', (_, files, says) => {
  const folder = mkdtempSync(join(tmpdir(), 'arrows-'));
  try {
    for (const [file, target] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `import { something } from '${target}';\n`);
    }
    expect(wrongImports(graphOf(folder))).toEqual(says);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('a circle of files is named, also of three and of types alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'circle-'));
  try {
    mkdirSync(join(folder, 'metric'));
    writeFileSync(join(folder, 'metric', 'a.ts'), `import type { B } from './b.ts';\n`);
    writeFileSync(join(folder, 'metric', 'b.ts'), `export { c } from './c.ts';\n`);
    writeFileSync(join(folder, 'metric', 'c.ts'), `import { a } from './a.ts';\n`);
    expect(circles(graphOf(folder))).toEqual(['metric/a.ts → metric/b.ts → metric/c.ts → metric/a.ts']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
