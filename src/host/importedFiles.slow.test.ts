import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { loadUserModule } from '../subject/userModule.ts';
import { withImportedFiles } from './importedFiles.ts';

// An inspector that leaves takes the engine's counts of what was run with it: not for a process that measures coverage.

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'imported-')));
afterAll(() => rmSync(folder, { recursive: true }));

const files: Readonly<Record<string, string>> = {
  'package.json': '{ "type": "module", "imports": { "#sign": "./sign.ts" } }',
  'rule.ts': `import { sign } from '#sign';
    import data from './data.json';
    import './native.mjs';
    import type { Gone } from './types.ts';
    // import './comment.ts';
    /* from './comment.ts' */ export * from './again.js';
    const { late } = await import(['./la', 'te.ts'].join(''));
    debugger;
    export default { sign, data, late };`,
  'sign.ts': 'export const sign: number = 1;',
  'data.json': '{ "a": 1 }',
  'native.mjs': "import './under/deep.mjs';",
  'under/deep.mjs': 'export const deep = 1;',
  'again.ts': 'export const again = 1;',
  'late.ts': 'export const late: number = 1;',
  'types.ts': 'export type Gone = number;',
  'comment.ts': 'export const comment = 1;',
};
for (const [name, text] of Object.entries(files)) {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

it('withImportedFiles(load) is what was loaded, through whichever loader, and nothing that only looks so', async () => {
  const [{ exported }, imports] = await withImportedFiles(() => loadUserModule(join(folder, 'rule.ts')));
  expect(exported).toMatchObject({ sign: 1, late: 1 });
  const names = imports.map((file) => relative(folder, file)).filter((name) => !name.startsWith('..'));
  expect(names.toSorted()).toEqual([
    'again.ts',
    'data.json',
    'late.ts',
    'native.mjs',
    'rule.ts',
    'sign.ts',
    'under/deep.mjs',
  ]);
});

it('withImportedFiles(load) fails as what it loads does, and leaves no inspector behind', async () => {
  const fails = withImportedFiles(() => loadUserModule(join(folder, 'none.ts')));
  await expect(fails).rejects.toThrow('there is no such file');
  await expect(withImportedFiles(async () => 1)).resolves.toMatchObject([1, expect.any(Array)]);
});
