// What a bundle has in the place of the file system: `src/discover.ts` finds modules by their folder, and processes are
// started by the file that they run. Both are written in the source as a literal `new URL('…', import.meta.url)`; so are
// files and folders that are no modules, which are copied.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';

const literalUrl = /new URL\(\s*'([^']+)',\s*import\.meta\.url,?\s*\)/g;

/** The modules of a folder that have a default export and are neither tests nor for tests, as `discover` finds them, with their files. */
const membersOf = (folder) =>
  readdirSync(folder)
    .filter((file) => /(?<!\.(test|browser|d))\.ts$/.test(file))
    .filter((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      return /^export default /m.test(text) && !/from 'vitest'/.test(text);
    })
    .map((file) => ({ name: basename(file, '.ts'), file: join(folder, file) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** The folders of a folder that have such modules. */
const collectionsIn = (folder) =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, folder: join(folder, name) }))
    .filter((entry) => membersOf(entry.folder).length > 0)
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** Files that are no modules, such as a program in another language: one alone, or a folder of nothing else. */
const assetsAt = (target) => {
  if (!existsSync(target) || target.endsWith('.ts')) return [];
  if (!statSync(target).isDirectory()) return [target];
  const files = readdirSync(target, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/__pycache__/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name));
  return files.some((file) => file.endsWith('.ts')) ? [] : files.sort();
};

/** The name of the file that a process is started by: src/host/worker.ts is host-worker.js. */
const startedName = (root, file) =>
  `${relative(join(root, 'src'), file).replace(/\.ts$/, '').replaceAll(/[/\\]/g, '-')}.js`;

const listing = '\0listing:';
const members = '\0members:';

/** The source of a module as a function that evaluates it and returns its default export; its imports stay outside. */
const asFunction = (code, program) => {
  const imports = [];
  const body = [];
  for (const node of program.body) {
    const text = code.slice(node.start, node.end);
    if (node.type === 'ImportDeclaration') imports.push(text);
    else if (node.type === 'ExportDefaultDeclaration')
      body.push(`return ${code.slice(node.declaration.start, node.declaration.end)};`);
    else body.push(text.replace(/^export /, ''));
  }
  return `${imports.join('\n')}\nexport default () => {\n${body.join('\n')}\n};\n`;
};

/** Python without the lines that are nothing but a comment, outside of strings over several lines. */
const withoutComments = (code) => {
  let isInString = false;
  return code
    .split('\n')
    .filter((line) => {
      const isComment = !isInString && /^\s*#(?!!)/.test(line);
      if (!isComment && line.split('"""').length % 2 === 0) isInString = !isInString;
      return !isComment;
    })
    .join('\n');
};

/** Python without docstrings of one line that are followed by code, for a file whose functions nobody calls but we. */
const withoutDocstrings = (code) => code.replaceAll(/(?<=:\n)( +)"""[^"\n]*"""\n+(?=\1\S)/g, '');

/** A file as it is shipped. */
const shipped = (file) => {
  if (!file.endsWith('.py')) return readFileSync(file);
  const code = withoutComments(readFileSync(file, 'utf8'));
  return basename(file) === '__init__.py' ? withoutDocstrings(code) : code;
};

/**
 * @param root folder of the checkout
 * @param startedFiles is filled with the files that processes are started by
 * @param isLazy whether the members of a folder, given by its path in the checkout, are loaded only when they are used
 * @param isFresh whether a folder is also asked for with the mark `?fresh`
 */
export const foldersPlugin = ({ root, startedFiles, isLazy, isFresh }) => ({
  name: 'folders',
  resolveId: (id) => (id.startsWith('\0') ? id : undefined),
  transform: {
    filter: { id: /^[^\0].*\.ts$/, code: 'import.meta.url' },
    handler(code, id) {
      const imports = [];
      const rewritten = code.replace(literalUrl, (whole, path) => {
        const target = resolve(dirname(id), path.replace(/\?fresh$/, ''));
        const assets = assetsAt(target);
        for (const file of assets) {
          const fileName = relative(join(root, 'src'), file);
          this.emitFile({ type: 'asset', fileName, source: shipped(file) });
        }
        if (assets.length > 0) {
          const place = `${relative(join(root, 'src'), target)}${path.endsWith('/') ? '/' : ''}`;
          return `new URL('./${place}', import.meta.url)`;
        }
        if (/\/(\?fresh)?$/.test(path)) {
          const name = `folder${imports.length}`;
          const from = `${listing}${target}${path.endsWith('?fresh') ? '?fresh' : ''}`;
          imports.push(`import ${name} from ${JSON.stringify(from)};`);
          return name;
        }
        const source = target.replace(/\.js$/, '.ts');
        if (!existsSync(source)) return whole;
        const fileName = startedName(root, source);
        startedFiles.add(source);
        this.emitFile({ type: 'chunk', id: source, fileName });
        return `new URL('./${fileName}', import.meta.url)`;
      });
      return rewritten === code ? undefined : { code: `${imports.join('')}${rewritten}`, map: null };
    },
  },
  load(id) {
    if (id.startsWith(listing)) return listingModule(root, id.slice(listing.length), isLazy);
    if (id.startsWith(members))
      return membersModule(id.slice(members.length), (folder) => isFresh(relative(root, folder)));
    if (!id.endsWith('.ts?fresh')) return undefined;
    const code = readFileSync(id.replace('?fresh', ''), 'utf8');
    return { code: asFunction(code, this.parse(code, { lang: 'ts' })), moduleType: 'ts' };
  },
});

/** The default export is what `discover` is given: a listing, or several by the name of their folder. */
const listingModule = (root, path, isLazy) => {
  const [folder, mark = ''] = path.split(/(?=\?)/);
  const isPattern = folder.endsWith('*');
  const names = (each) => JSON.stringify(membersOf(each).map(({ name }) => name));
  const entry = (each, modules) => `{ names: ${names(each)}, load: ${modules} }`;
  const from = JSON.stringify(members + folder + mark);
  if (isPattern) {
    const entries = collectionsIn(dirname(folder)).map(
      ({ name, folder: each }) =>
        `${JSON.stringify(name)}: ${entry(each, `async () => (await import(${from})).default[${JSON.stringify(name)}]`)}`,
    );
    return `export default { ${entries.join(', ')} };`;
  }
  return isLazy(relative(root, folder))
    ? `export default ${entry(folder, `async () => (await import(${from})).default`)};`
    : `import all from ${from}; export default ${entry(folder, 'async () => all')};`;
};

/**
 * The default exports of the modules of a folder by name, or of several folders. Where a folder is wanted afresh as well,
 * its modules are evaluated by the same functions: their code is there once.
 */
const membersModule = (path, isFresh) => {
  const [folder, mark = ''] = path.split(/(?=\?)/);
  if (mark === '' && isFresh(folder))
    return `
      import all from ${JSON.stringify(`${members}${folder}?fresh`)};
      export default Object.fromEntries(Object.keys(all).map((name) => [name, { default: all[name].default() }]));`;
  const isPattern = folder.endsWith('*');
  const exported = isPattern
    ? collectionsIn(dirname(folder)).map(({ name, folder: each }) => [name, members + each])
    : membersOf(folder).map(({ name, file }) => [name, file + mark]);
  const fields = exported.map(
    ([name], i) => `${JSON.stringify(name)}: ${isPattern ? `m${i}` : `{ default: m${i} }`}`,
  );
  return [
    ...exported.map(([, from], i) => `import m${i} from ${JSON.stringify(from)};`),
    `export default { ${fields.join(', ')} };`,
  ].join('\n');
};
