import { describe, expect, it } from 'vitest';
import { fileNameOf, importPath } from './paths.ts';

describe('fileNameOf(text)', () => {
  it('keeps plain names and tells other ones apart', () => {
    expect(fileNameOf('heavy-ball')).toBe('heavy-ball');
    const odd = ['a b', 'a/b', '../x', '<script>', '', 'é', 'x'.repeat(1000), '.', '..'].map(fileNameOf);
    expect(new Set(odd).size).toBe(odd.length);
    for (const name of odd) expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,80}$/);
  });
});

describe('importPath(folder, file)', () => {
  it('is relative to the folder, wherever the file is', () => {
    expect(importPath('a/b', 'a/b/rule.js')).toBe('./rule.js');
    expect(importPath('a/b', 'rule.js')).toBe('../../rule.js');
  });
});
