import { describe, expect, it } from 'vitest';
import { discover, type Folder, foldersIn, fresh, moduleNames } from './discover.ts';

/** As a bundle has it: what each module exports. */
const listing: Folder = {
  names: ['a', 'b', 'c'],
  load: async () => ({
    a: { default: { id: 'a' } },
    b: { default: () => ({ id: 'b', values: [] }) },
  }),
};

describe('in a bundle', () => {
  it('discover(folder, fields) finds the default exports that have the fields', async () => {
    expect(moduleNames(listing)).toEqual(['a', 'b', 'c']);
    expect(await discover<{ id: string }>(listing, ['id'])).toEqual([{ id: 'a' }]);
  });

  it('fresh(folder, name) evaluates a module each time', async () => {
    const [one, other] = [await fresh(listing, 'b'), await fresh(listing, 'b')];
    expect(one).toEqual({ id: 'b', values: [] });
    expect(one).not.toBe(other);
    expect(await fresh(listing, 'a')).toBeUndefined();
    expect(await fresh(listing, 'none')).toBeUndefined();
  });

  it('foldersIn(pattern) has the folders that the build found', () => {
    const folders = foldersIn({ metric: { ...listing, names: ['metric'] } });
    expect([...folders.keys()]).toEqual(['metric']);
  });
});

describe('in files of their own', () => {
  it('foldersIn(pattern) finds folders by name, and moduleNames(folder) what is in one', () => {
    const folders = foldersIn(new URL('./*/', import.meta.url));
    expect([...folders.keys()]).toEqual(expect.arrayContaining(['certify', 'metric']));
    const certify = folders.get('certify');
    expect(certify && moduleNames(certify)).toEqual(expect.arrayContaining(['mapsTo', 'positiveDefinite']));
  });

  it('fresh(folder, name) evaluates a module each time', async () => {
    const rules = new URL('../properties/faults/rules/?fresh', import.meta.url);
    expect(await fresh(rules, 'ascent')).not.toBe(await fresh(rules, 'ascent'));
  });
});
