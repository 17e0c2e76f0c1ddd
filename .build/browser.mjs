// What keeps the library for browsers free of Node.js, in a bundle that both of them load.

/**
 * In the place of built-in modules, by the source that imports them: a bundle reads no folders, and a dense metric is made by
 * the user's own ml-matrix where there is Node.js, by as much of it as is bundled elsewhere.
 */
const builtIns = {
  'src/discover.ts node:fs': 'export const readdirSync = undefined;',
  'src/discover.ts node:path': "export const basename = undefined, extname = () => '';",
  'src/linalg/denseMatrix.ts node:module': `
    import Matrix from 'square-matrix';
    const node = globalThis.process?.getBuiltinModule?.('node:module');
    export const createRequire = node ? node.createRequire : () => () => ({ Matrix });`,
};

const answer = (id, importer) =>
  Object.keys(builtIns).find((each) => {
    const [file, builtIn] = each.split(' ');
    return id === builtIn && importer?.endsWith(`/${file}`);
  });

/** Whether a built-in module is not imported from Node.js there. */
export const isAnswered = (id, importer) => answer(id, importer) !== undefined;

export const builtInsPlugin = () => ({
  name: 'built-ins',
  resolveId(id, importer) {
    const key = answer(id, importer);
    return key === undefined ? undefined : `\0${key}`;
  },
  load: (id) => builtIns[id.slice(1)],
  // The bundler's own functions name a module of Node.js, and use nothing of it.
  generateBundle(_, bundle) {
    const runtime = bundle['rolldown-runtime.js'];
    if (runtime) runtime.code = runtime.code.replace(/^import"node:\w+";/, '');
  },
});
