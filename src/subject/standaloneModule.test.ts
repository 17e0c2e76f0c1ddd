import { describe, expect, it } from 'vitest';
import { standaloneModule } from './standaloneModule.ts';

describe('standaloneModule(text, path)', () => {
  it('evaluates JavaScript and TypeScript without imports, each time afresh', async () => {
    const text = 'let calls: number = 0;\nexport default () => ++calls;';
    const [one, other] = [await standaloneModule(text, '/a.ts'), await standaloneModule(text, '/a.ts')];
    expect(one).toMatchObject({ default: expect.any(Function) });
    expect(Reflect.get(Object(one), 'default')()).toBe(1);
    expect(Reflect.get(Object(other), 'default')()).toBe(1);
    expect(await standaloneModule('export default 1;', '/a.js')).toMatchObject({ default: 1 });
  });

  it.each([
    ['imports something', 'import x from "y";\nexport default x;', '/a.mjs'],
    ['is CommonJS', 'module.exports = 1;', '/a.js'],
    ['has another ending', 'export default 1;', '/a.cjs'],
    ['is no TypeScript', 'export default (', '/a.ts'],
    ['is no JavaScript', 'export default (', '/a.js'],
    ['exports nothing', 'const a = 1;', '/a.js'],
  ])('leaves to a loader what %s', async (_, text, path) => {
    expect(await standaloneModule(text, path)).toBeUndefined();
  });

  it('throws what the module throws', async () => {
    await expect(standaloneModule('export default 1;\nthrow new RangeError("no");', '/a.js')).rejects.toThrow(
      'no',
    );
  });
});
