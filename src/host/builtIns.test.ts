import { describe, expect, it } from 'vitest';
import { watchGlobals } from './builtIns.ts';

/** Something done to a property, which is put back afterwards. */
const during = <Result>(owner: object, key: PropertyKey, change: () => void, look: () => Result): Result => {
  const own = Object.getOwnPropertyDescriptor(owner, key);
  try {
    change();
    return look();
  } finally {
    if (own) Object.defineProperty(owner, key, own);
    else Reflect.deleteProperty(owner, key);
  }
};

const property = (value: unknown) => ({ value, configurable: true, writable: true, enumerable: false });
const iterator: object = Object.getPrototypeOf([].values());

describe('watchGlobals()', () => {
  it.each([
    ['Float64Array', globalThis, 'Float64Array'],
    ['Array.prototype.map', Array.prototype, 'map'],
    ['Math.abs', Math, 'abs'],
    ['Number.isFinite', Number, 'isFinite'],
    ['TypedArray.prototype.slice', Object.getPrototypeOf(Float64Array.prototype), 'slice'],
    ['ArrayIterator.prototype.next', iterator, 'next'],
  ] as const)('names %s where it was replaced or removed, and puts it back', (name, owner, key) => {
    const watched = watchGlobals();
    expect(watched.damage()).toBeUndefined();
    const before: unknown = Reflect.get(owner, key);
    for (const [did, change] of [
      [
        'replaced',
        () =>
          Object.defineProperty(
            owner,
            key,
            property(() => ({ done: true })),
          ),
      ],
      ['removed', () => Reflect.deleteProperty(owner, key)],
    ] as const) {
      const seen = during(owner, key, change, () => {
        const damage = watched.damage();
        const left = watched.restore();
        return { damage, left, now: Reflect.get(owner, key) };
      });
      expect(seen).toEqual({ damage: `${did} the global ${name}`, left: undefined, now: before });
    }
    expect(watched.damage()).toBeUndefined();
  });

  it('names what is added to every object; from when it is put back only what would spoil a promise', () => {
    const watched = watchGlobals();
    const add = (key: string) => () =>
      Object.defineProperty(
        Object.prototype,
        key,
        property(() => 1),
      );
    during(Object.prototype, 'then', add('then'), () => {
      expect(watched.damage()).toBe('added "then" to every object');
      expect(watchGlobals().damage()).toBeUndefined();
    });
    during(Object.prototype, 'should', add('should'), () => {
      expect(watched.damage()).toBe('added "should" to every object');
      expect(watched.restore()).toBeUndefined();
      expect(watched.damage()).toBeUndefined();
    });
    during(Object.prototype, 'then', add('then'), () => {
      expect(watched.restore()).toBe('added "then" to every object');
    });
  });

  it('takes what became a getter for removed', () => {
    const watched = watchGlobals();
    const change = () => Object.defineProperty(Math, 'cbrt', { get: () => () => 0, configurable: true });
    expect(during(Math, 'cbrt', change, () => watched.damage())).toBe('removed the global Math.cbrt');
  });

  it('lets a rule fix its dice and its clock', () => {
    const watched = watchGlobals();
    during(
      Math,
      'random',
      () =>
        Object.defineProperty(
          Math,
          'random',
          property(() => 0.5),
        ),
      () => {
        during(
          Date,
          'now',
          () =>
            Object.defineProperty(
              Date,
              'now',
              property(() => 0),
            ),
          () => {
            expect(watched.damage()).toBeUndefined();
          },
        );
      },
    );
  });
});
