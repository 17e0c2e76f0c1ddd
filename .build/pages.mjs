// The code of the pages that `show` writes: the library for browsers as it is in its files, and beside it what draws.
import { join } from 'node:path';
import { createJiti } from 'jiti';
import { rolldown } from 'rolldown';
import { minify } from 'rolldown/utils';
import { librariesPlugin } from './libraries.mjs';

/** What the library exports, from wherever in our sources it is imported, is taken from the library. */
const fromLibrary = () => ({
  name: 'from-library',
  resolveId: (id, importer) =>
    importer && /\/(metric|certify)\/\w+\.ts$/.test(id) ? '\0library' : undefined,
  load: (id) => (id === '\0library' ? `export const { ${names.join(', ')} } = library;` : undefined),
});

const names = [
  'certifyConditionNumber',
  'certifyMapsTo',
  'certifyPositiveDefinite',
  'effectivePair',
  'familyMetric',
  'minimiserMetric',
  'minimumConditionNumber',
  'optimalMetric',
  'pairGeometry',
];

/** @param root folder of the checkout @returns a script that wants `library` */
const bundlePages = async (root) => {
  const bundle = await rolldown({
    cwd: root,
    input: join('src', 'client', 'show.js'),
    platform: 'browser',
    tsconfig: false,
    plugins: [fromLibrary(), librariesPlugin()],
  });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  await bundle.close();
  return output[0].code;
};

/** Scripts of pages, which are texts of a module, without comments and long names; what they share with each other keeps its name. */
export const pageScriptsPlugin = () => ({
  name: 'page-scripts',
  load: {
    filter: { id: /report\/(html|trace)\/script\.ts$/ },
    handler: async (id) => {
      const texts = Object.entries(await createJiti(import.meta.url).import(id));
      const lines = texts.map(async ([name, value]) => {
        if (!/script$/i.test(name)) return `export const ${name} = ${JSON.stringify(value)};`;
        const { code, errors } = await minify(`${name}.js`, value, {
          module: false,
          mangle: { toplevel: false },
        });
        if (errors.length > 0) throw new Error(`${id}: ${errors[0].message}`);
        return `export const ${name} = ${JSON.stringify(code)};`;
      });
      return (await Promise.all(lines)).join('\n');
    },
  },
});

/** Puts the code of the pages in the place of the module that says there is none. */
export const pageCodePlugin = (root) => ({
  name: 'page-code',
  load: {
    filter: { id: /report\/show\/pageCode\.ts$/ },
    handler: async () => `
import { readFileSync } from 'node:fs';
const code = ${JSON.stringify(await bundlePages(root))};
/** The library as one script: each of its files is a function that returns what the module exports, after those that it imports. */
const scripts = (file, seen) => {
  if (seen.has(file)) return [];
  seen.add(file);
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  const before = [];
  const body = text
    .replace(/import\\{([^}]*)\\}from"\\.\\/([^"]+)";?/g, (_, names, from) => {
      before.push(...scripts(from, seen));
      return 'const{' + names.replaceAll(' as ', ':') + '}=files["' + from + '"];';
    })
    .replaceAll('import.meta.url', '""')
    .replace(/export\\{([^}]*)\\};?\\s*$/, (_, names) => {
      const fields = names.split(',').map((name) => name.trim().split(' as ')).map(([inner, outer = inner]) => outer + ':' + inner);
      return 'return{' + fields.join(',') + '}';
    });
  return [...before, 'files["' + file + '"]=(()=>{' + body + '})();'];
};
export const pageCode = () =>
  '{const files={};' + scripts('browser.js', new Set()).join('\\n') + 'const library=files["browser.js"];\\n' + code + '}';
`,
  },
});
