// What browsers load: the library in one file that imports nothing. Of Node.js it names three things, and uses none of them there.
import { rolldown } from 'rolldown';
import { foldersPlugin } from './folders.mjs';
import { librariesPlugin } from './libraries.mjs';

/**
 * In the place of built-in modules: a bundle reads no folders, and of the library that is loaded later it has what a dense
 * metric is made as. All of ml-matrix would be half as much again.
 */
const builtIns = {
  'node:fs': 'export const readdirSync = undefined;',
  'node:path': "export const basename = undefined, extname = () => '';",
  'node:module': "import Matrix from 'square-matrix'; export const createRequire = () => () => ({ Matrix });",
};

const builtInsPlugin = () => ({
  name: 'built-ins',
  resolveId: (id) => (Object.hasOwn(builtIns, id) ? `\0${id}` : undefined),
  load: (id) => builtIns[id.slice(1)],
});

/** Writes `browser.js`. @param root folder of the checkout @param dir where it is written */
export const bundleForBrowsers = async (root, dir) => {
  const bundle = await rolldown({
    cwd: root,
    input: { browser: 'src/browser.ts' },
    platform: 'browser',
    tsconfig: false,
    // A page runs it as a script, too, which has no address of its own.
    transform: { define: { 'import.meta.url': '""' } },
    resolve: { mainFields: ['module', 'main'] },
    treeshake: { moduleSideEffects: false },
    plugins: [
      builtInsPlugin(),
      foldersPlugin({ root, startedFiles: new Set(), isLazy: () => false, isFresh: () => false }),
      librariesPlugin(),
    ],
  });
  await bundle.write({ dir, format: 'esm', entryFileNames: '[name].js', codeSplitting: false, minify: true });
  await bundle.close();
};
