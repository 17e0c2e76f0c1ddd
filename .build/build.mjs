// Bundles everything into a fresh folder and swaps it in for dist, so that nothing stale is ever found there.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';
import { rolldown } from 'rolldown';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { builtInsPlugin, isAnswered } from './browser.mjs';
import { closurePlugin } from './closure.mjs';
import { withPublicComments } from './declarations.mjs';
import { facadesPlugin } from './facades.mjs';
import { foldersPlugin } from './folders.mjs';
import { isBundledBeside, librariesPlugin } from './libraries.mjs';
import { licensesPlugin } from './licenses.mjs';
import { pageCodePlugin, pageScriptsPlugin } from './pages.mjs';
import { isStale } from './stale.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const fresh = join(root, `.build-${process.pid}`);
const require = createRequire(import.meta.url);
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Whether an import is left to the user's own copy: all of a dependency, but for what is bundled beside. */
const isExternal = (id, importer) =>
  (id.startsWith('node:') && !isAnswered(id, importer)) ||
  id === 'vitest' ||
  (Object.keys(dependencies).some((name) => id === name || id.startsWith(`${name}/`)) &&
    !isBundledBeside(id, importer));

/**
 * What is loaded together, and with it what it needs and no chunk before it has: what starts the processes of a run; what
 * reports a run; what draws its page, and what it computes there; what a program imports; what only one command uses. Of all else, what both a run and its workers need, what a run alone needs, and what runs
 * cases: a run only starts workers, and does so the sooner the less it loads.
 */
const chunks = [
  ['start', /^src\/host\/(compiled|early|limits|pipeDescriptor|resources)\.ts$/],
  // The library for browsers, which names nothing of Node.js: what every process has of it, and the rest.
  [
    'basics',
    /./,
    (id, { browserFiles, hostFiles, workerFiles }) =>
      browserFiles.has(id) && hostFiles.has(id) && workerFiles.has(id),
  ],
  ['mathematics', /./, (id, { browserFiles }) => browserFiles.has(id)],
  [
    'common',
    /^src\/(?!cli|report\/(?!shape))/,
    (id, { hostFiles, workerFiles }) => hostFiles.has(id) && workerFiles.has(id),
  ],
  ['metric', /^src\/(?!cli|report)/, (id, { pageFiles }) => pageFiles.has(id)],
  ['host', /^src\/(?!cli|report)/, (id, { hostFiles }) => hostFiles.has(id)],
  [
    'core',
    /^src\/(?!cli|report|fault|experiments)/,
    (id, { workerFiles }) => workerFiles.has(id) || /src\/(rules|losses|checks)(\/|$)/.test(id),
  ],
  [
    'interface',
    /^src\/(?!index|cli|report|matchers\/(vitest|jest))/,
    (id, { interfaceFiles }) => interfaceFiles.has(id),
  ],
  // What a rule is looked at for once its verdict stands, in every worker that looks.
  ['examined', /^src\/(?!cli|report)/, (id, { examinedFiles }) => examinedFiles.has(id)],
  ['library', /^src\/(?!index|cli|report|fault|experiments|matchers\/(vitest|jest))/],
  // The gallery and the page of the theorem.
  ['show', /^src\/(report\/show|gallery)\//],
  ['report', /^src\/report\/(?!plots|trace|comparison|html\/(?!page)|formula)/],
  ['page', /^src\/report\//],
  ['experiments', /^src\/experiments\//],
  // Wrong rules that `identify` knows, and right ones, without every claim that is made of some of them. The lists of
  // the folders as well: claims wait for them, and they for no claim.
  ['seeded', /^properties\/(faults\/rules|subjects\/(unusual|(adam|lbfgs)With\.ts))(\/|\?|$)/],
  ['claims', /^properties\/(?!faults)/],
  ['faults', /^(properties\/faults|src\/fault)\//],
  ['terminal', /^src\/cli\/(terminal\/(?!trace)|folder\/|configuration\/)/],
  // Commands that nobody waits for: a file each would be many.
  ['commands', /^src\/cli\/commands\/(compare|conform|doctor|experiment|hunt|identify|merge|plan|show)\.ts$/],
];

const groups = (files) =>
  chunks.map(([name, pattern, isIn = () => true], i) => ({
    name,
    priority: chunks.length - i,
    // What a process is started by runs nowhere else.
    test: (id) =>
      !files.startedFiles.has(id) &&
      pattern.test(relative(root, id.replace(/^\0[a-z]+:/, ''))) &&
      isIn(id, files),
  }));

const bundleCode = async () => {
  const [startedFiles, hostFiles, workerFiles, pageFiles, interfaceFiles, examinedFiles, browserFiles] =
    Array.from({ length: 7 }, () => new Set());
  const bundle = await rolldown({
    cwd: root,
    input: {
      index: 'src/index.ts',
      browser: 'src/browser.ts',
      cli: 'src/cli/main.ts',
      vitest: 'src/matchers/vitest.ts',
      jest: 'src/matchers/jest.ts',
    },
    platform: 'node',
    // A folder whose members share their code with their fresh copies is in one file with them, by intent.
    onLog: (level, log, handle) => {
      if (log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') handle(level, log);
    },
    external: isExternal,
    tsconfig: false,
    // Modules where there are any: of those, only what is used is bundled.
    resolve: { mainFields: ['module', 'main'] },
    plugins: [
      pageCodePlugin(root),
      pageScriptsPlugin(),
      foldersPlugin({
        root,
        startedFiles,
        isLazy: (folder) => /^(properties|src\/rules)(\/|$)/.test(folder),
        isFresh: (folder) => folder === 'properties/faults/rules',
      }),
      closurePlugin(hostFiles, join(root, 'src', 'cli', 'commands', 'fuzz.ts')),
      closurePlugin(workerFiles, join(root, 'src', 'host', 'worker.ts')),
      closurePlugin(pageFiles, join(root, 'src', 'report', 'html', 'drawing.ts')),
      closurePlugin(interfaceFiles, join(root, 'src', 'index.ts')),
      closurePlugin(browserFiles, join(root, 'src', 'browser.ts'), { withLater: true }),
      ...['identity/identify.ts', 'suggestion/suggest.ts', 'trace/ruleGeometry.ts'].map((file) =>
        closurePlugin(examinedFiles, join(root, 'src', file)),
      ),
      builtInsPlugin(),
      librariesPlugin(),
      licensesPlugin(),
      facadesPlugin(),
    ],
  });
  await bundle.write({
    dir: fresh,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    codeSplitting: {
      groups: groups({
        startedFiles,
        hostFiles,
        workerFiles,
        pageFiles,
        interfaceFiles,
        examinedFiles,
        browserFiles,
      }),
    },
    // What says that a call has no effects is for bundlers, and this one has done with it.
    comments: { annotation: false },
    // Classes keep their names, which errors are told by; those of functions would be a fiftieth of the package.
    minify: {
      compress: { target: 'node20', keepNames: { function: false, class: true } },
      mangle: { keepNames: { function: false, class: true } },
      codegen: { removeWhitespace: true },
    },
  });
  await bundle.close();
  chmodSync(join(fresh, 'cli.js'), 0o755);
};

/** The declarations of each file by the compiler, and of the entries in one file each. */
const bundleTypes = async () => {
  const declarations = join(fresh, 'declarations');
  const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  const args = [compiler, '-p', join(root, '.tsconfig.build.json'), '--outDir', declarations];
  execFileSync(process.execPath, args, { stdio: 'inherit' });
  const bundle = await rollup({
    input: { index: join(declarations, 'src', 'index.d.ts') },
    external: isExternal,
    plugins: [dts()],
  });
  await bundle.write({ dir: fresh, format: 'esm', entryFileNames: '[name].d.ts' });
  await bundle.close();
  rmSync(declarations, { recursive: true });
  const types = join(fresh, 'index.d.ts');
  writeFileSync(types, withPublicComments(readFileSync(types, 'utf8')));
  for (const name of ['browser.d.ts', 'vitest.d.ts', 'jest.d.ts'])
    copyFileSync(join(root, '.build', 'types', name), join(fresh, name));
};

const writeSchemas = async () => {
  const { reportSchema, counterexampleSchema } = await createJiti(import.meta.url).import(
    '../src/report/schema.ts',
  );
  writeFileSync(join(fresh, 'report.schema.json'), `${JSON.stringify(reportSchema)}\n`);
  writeFileSync(join(fresh, 'counterexample.schema.json'), `${JSON.stringify(counterexampleSchema)}\n`);
};

// `npm ci` builds, and the tests need not build the same again.
if (process.argv.includes('--if-stale') && !isStale(root)) process.exit();
try {
  await bundleCode();
  await writeSchemas();
  if (!process.argv.includes('--no-types')) await bundleTypes();
  const dist = join(root, 'dist');
  const old = `${fresh}-old`;
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(fresh, dist);
  rmSync(old, { recursive: true, force: true });
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
