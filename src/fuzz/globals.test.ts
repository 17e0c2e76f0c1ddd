import { expect, it } from 'vitest';
import { watchGlobals } from './globals.ts';

it.each([
  ['Float64Array', globalThis, 'Float64Array'],
  ['Array.prototype.map', Array.prototype, 'map'],
  ['Math.abs', Math, 'abs'],
  ['Number.isFinite', Number, 'isFinite'],
] as const)('watchGlobals() names %s where it was replaced or deleted', (name, owner, key) => {
  const watched = watchGlobals();
  const seen = () => [watched.missing(), watched.changed()];
  expect(seen()).toEqual([undefined, undefined]);
  const own = Object.getOwnPropertyDescriptor(owner, key)!;
  try {
    Object.defineProperty(owner, key, { ...own, value: () => 0 });
    const replaced = seen();
    Reflect.deleteProperty(owner, key);
    const deleted = seen();
    Object.defineProperty(owner, key, own);
    expect([replaced, deleted, seen()]).toEqual([
      [undefined, name],
      [name, name],
      [undefined, undefined],
    ]);
  } finally {
    Object.defineProperty(owner, key, own);
  }
});
