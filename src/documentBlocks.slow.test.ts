import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

// Every block of code of the README and of docs is run as it stands, in a folder of its page where the files are that it
// speaks of; a block, or a line of one, that cannot be run is listed here with the reason.

const root = fileURLToPath(new URL('..', import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), 'blocks-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const pages = [
  'README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

interface Block {
  readonly language: string;
  readonly text: string;
}

const blocksOf = (page: string): readonly Block[] =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/^```(.*)\n([\s\S]*?)^```$/gm)].map(
    ([, language = '', text = '']) => ({ language, text }),
  );

/** Blocks that are not run: how they begin, and why. */
const notRun: Readonly<Record<string, string>> = {
  '<script type="module">': 'a page for a browser; a test in Chromium compares what its calls come to',
  '$ npx natgrad-check fuzz reports/sample/rules': 'written and compared by npm run sample',
};

/** Lines of shell that are not run. */
const linesNotRun: Readonly<Record<string, string>> = {
  'npm install': 'fetches the package; .ci/package installs it',
  'npm ci': 'a step of CI before this one',
  'pip install': 'builds a wheel; a slow test of the Python side installs it',
  'bash fuzz.sh': 'needs a cluster; .ci/slurm runs such a script',
};

/** What is made smaller, so that it takes a moment. */
const smaller: readonly (readonly [string, string])[] = [
  ['--risk 1/100000 --time 8h', '--risk 1/2 --time 1s'],
  ['{ runs: 500', '{ runs: 8'],
  ['runs=200', 'runs=4'],
];

/** What a block speaks of that its reader has, by what it holds. */
const preludes: readonly (readonly [string, string])[] = [
  ['myRule', 'const myRule = ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);\n'],
  ['MyOptimizer', 'import torch\nMyOptimizer = torch.optim.Adam\n'],
  [
    'natgrad_check.torch',
    "import os, torch\nif os.path.exists('run.jsonl'): os.remove('run.jsonl')\nmodel = torch.nn.Linear(2, 1)\noptimizer = torch.optim.SGD(model.parameters(), lr=0.1)\ndata = [torch.ones(2)] * 12\n",
  ],
  [
    'optax.adam',
    `import os, collections, types, numpy
if os.path.exists('run.jsonl'): os.remove('run.jsonl')
theta = gradient = numpy.ones(2)
new_theta, loss = theta - 0.1 * gradient, 1.0
Pair = collections.namedtuple('Pair', 'init update')
optax = types.SimpleNamespace(adam=lambda lr: Pair(lambda p: (), lambda g, s, p=None: (-lr * g, s)))
`,
  ],
];

/** What calls what a block defines. */
const postludes: readonly (readonly [string, string])[] = [
  [
    'def test_my_optimizer',
    '\nimport natgrad_check\ntry: test_my_optimizer()\nexcept natgrad_check.Inconclusive: pass\n',
  ],
  ["'run.jsonl', every=10)", '\nfor batch in data:\n    model(batch).backward()\n    optimizer.step()\n'],
];

const surrounded = (text: string): string => {
  const of = (given: readonly (readonly [string, string])[]): string =>
    given.map(([mark, code]) => (text.includes(mark) ? code : '')).join('');
  return of(preludes) + smaller.reduce((all, [from, to]) => all.replaceAll(from, to), text) + of(postludes);
};

const executable = (path: string, text: string): void => {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
};

const bin = join(scratch, 'bin');
mkdirSync(bin);
const cli = `${process.execPath} ${join(root, 'dist', 'cli.js')}`;
executable(
  join(bin, 'natgrad-check'),
  `#!/bin/sh
case "$*" in *--print-config*) exec ${cli} "$@";; esac
case "$*" in *--risk*) few='';; *) few='--runs 2';; esac
case "$1" in
  fuzz) shift; exec ${cli} fuzz $few --time 1s --workers 1 --dimension 1..2 --steps 4 "$@";;
  hunt) shift; exec ${cli} hunt --evaluations 20 "$@";;
  *) exec ${cli} "$@";;
esac
`,
);
executable(join(bin, 'npx'), '#!/bin/sh\nexec "$@"\n');
// Debian's, which has torch.
executable(join(bin, 'python3'), '#!/bin/sh\nexec /usr/bin/python3 "$@"\n');

const downhill = 'export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);\n';

/** The folder of a reader of a page. */
const folderOf = (page: string): string => {
  const folder = join(scratch, page.replaceAll(/[/.]/g, '-'));
  mkdirSync(join(folder, 'rules'), { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules', 'natgrad-check'));
  for (const name of ['fast-check', '@types'])
    symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'rules', 'adam.ts'), downhill);
  if (!/init my-rule\.ts/.test(readFileSync(join(root, page), 'utf8')))
    writeFileSync(join(folder, 'my-rule.ts'), downhill);
  copyFileSync(join(root, 'docs', 'heavy_ball.py'), join(folder, 'heavy_ball.py'));
  executable(join(folder, 'heavy_ball'), '#!/bin/sh\nexec /usr/bin/python3 heavy_ball.py\n');
  return folder;
};

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const run = (folder: string, command: string, ...args: readonly string[]): Ran => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${bin}${delimiter}${process.env.PATH}`,
      NO_COLOR: '1',
      FORCE_COLOR: undefined,
      VIRTUAL_ENV: undefined,
      NATGRAD_CHECK: join(bin, 'natgrad-check'),
      PYTHONPATH: join(root, 'dist', 'subject', 'python'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    },
  });
  return { code: status, out: stdout, err: stderr };
};

/** Runs a line of shell: its verdict may be any, with so few cases. */
const runLine = (folder: string, line: string, used: Set<string>): void => {
  const command = surrounded(line).replace(/\s+#.*$/, '');
  const left = Object.keys(linesNotRun).find((start) => command.startsWith(start));
  if (left !== undefined) used.add(left);
  if (left !== undefined || command.trim() === '') return;
  const { code, err } = run(folder, 'sh', '-c', command);
  expect([0, 1, 3], `${command}\n${err}`).toContain(code);
};

const used = new Set<string>();

const runBlock = (folder: string, { language, text }: Block, index: number): void => {
  const left = Object.keys(notRun).find((start) => text.startsWith(start));
  if (left !== undefined) {
    used.add(left);
    return;
  }
  const succeeds = ({ code, err, out }: Ran): void => expect([code, err, out], text).toEqual([0, err, out]);
  switch (language) {
    case 'sh':
      for (const line of text.replaceAll(/\\\n\s*/g, '').split('\n')) runLine(folder, line, used);
      break;
    case 'yaml':
      for (const [, line = ''] of text.matchAll(/\brun: (.*)$/gm)) runLine(folder, line, used);
      break;
    case 'ts': {
      const isConfiguration = text.includes('satisfies Configuration');
      const name = isConfiguration
        ? 'natgrad.config.ts'
        : text.includes('export default')
          ? `rule${index}.ts`
          : `block${index}.mjs`;
      writeFileSync(join(folder, name), surrounded(text));
      if (isConfiguration) {
        const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
        const options = '--noEmit --strict --module nodenext --target es2023 --skipLibCheck --types node';
        succeeds(run(folder, process.execPath, compiler, ...options.split(' '), name));
        succeeds(run(folder, 'natgrad-check', 'fuzz', '--print-config'));
      } else if (name.endsWith('.mjs')) succeeds(run(folder, process.execPath, name));
      else expect([0, 3], text).toContain(run(folder, 'natgrad-check', 'fuzz', name).code);
      break;
    }
    case 'python': {
      const name = `block${index}.py`;
      writeFileSync(join(folder, name), surrounded(text));
      if (/^def update/m.test(text))
        expect([0, 3], text).toContain(run(folder, 'natgrad-check', 'fuzz', name).code);
      else succeeds(run(folder, 'python3', name));
      break;
    }
    case 'json':
      if (/^\{.*\}\n$/.test(text)) JSON.parse(text);
      else for (const line of text.trimEnd().split('\n')) JSON.parse(line);
      break;
    case 'console': {
      const [command = '', ...shown] = text.trimEnd().split('\n');
      const { out } = run(folder, 'sh', '-c', command.replace(/^\$ /, ''));
      const lines = out.split('\n').map((line) => line.replaceAll(/ +/g, ' '));
      for (const line of shown.filter((each) => each !== '…'))
        expect(lines).toContain(line.replaceAll(/ +/g, ' '));
      break;
    }
    default:
      throw new Error(`a block of ${language || 'no language'} is neither run nor listed: ${text}`);
  }
};

it.each(pages.filter((page) => blocksOf(page).length > 0))('every block of %s works', (page) => {
  const folder = folderOf(page);
  for (const [index, block] of blocksOf(page).entries()) runBlock(folder, block, index);
});

it('no document has code that is indented in place of a block, and nothing is listed as not run that is not there', () => {
  for (const page of pages) {
    const text = readFileSync(join(root, page), 'utf8').replace(/^```[\s\S]*?^```$/gm, '');
    expect(text.match(/^\n {4}\S.*$/m) ?? [], page).toEqual([]);
  }
  expect([...used].toSorted()).toEqual([...Object.keys(notRun), ...Object.keys(linesNotRun)].toSorted());
});
