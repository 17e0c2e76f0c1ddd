import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { localFiles } from './localFiles.ts';

const folder = mkdtempSync(join(tmpdir(), 'local-'));
afterAll(() => rmSync(folder, { recursive: true }));

const files: Readonly<Record<string, string>> = {
  'rule.ts': `import { a } from './a.js';\nimport './side';\nexport * from "./lib";\nimport fc from 'fast-check';\nimport './gone.ts';`,
  'a.ts': `const b = require('./b.cjs');\nconst c = await import('./data.json');\nimport './rule.ts';`,
  'b.cjs': '',
  'data.json': '{}',
  'side.mjs': '',
  'lib/index.ts': '',
  'opt.py': 'import torch\nfrom .near import x\nimport pack.deep\n',
  'near.py': '',
  'pack/deep.py': 'from missing import y\n',
};
for (const [name, text] of Object.entries(files)) {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}

it('localFiles(entries) is what files import by relative paths, and what those do, each once', () => {
  const found = (followed: 'all' | 'python', ...entries: readonly string[]) =>
    localFiles(
      entries.map((entry) => join(folder, entry)),
      followed,
    )
      .map((file) => relative(folder, file))
      .toSorted();
  const named = found.bind(null, 'all');
  expect(named('rule.ts')).toEqual(['a.ts', 'b.cjs', 'data.json', 'lib/index.ts', 'rule.ts', 'side.mjs']);
  expect(named('opt.py', 'none.py')).toEqual(['near.py', 'opt.py', 'pack/deep.py']);
  expect(named('lib')).toEqual([]);
  expect(found('python', 'rule.ts', 'opt.py')).toEqual(['near.py', 'opt.py', 'pack/deep.py', 'rule.ts']);
});
