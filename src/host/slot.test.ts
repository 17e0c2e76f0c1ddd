import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { announcerOf, readSlot, slotKey, slotLength } from './slot.ts';

const key = slotKey('0123456789abcdef');

/** A slot in memory, and a clock that stands still. */
const slot = () => {
  const bytes = new Uint8Array(slotLength);
  const clock = { now: 0, writes: 0 };
  const write = (record: Uint8Array): void => {
    clock.writes++;
    bytes.set(record);
  };
  return {
    bytes,
    clock,
    announcer: announcerOf(key, write, () => clock.now),
    read: () => readSlot(bytes, key),
  };
};

describe('announcerOf(key, write, now)', () => {
  it('writes at each case, and at a step once five milliseconds have passed', () => {
    const { announcer, clock, read } = slot();
    announcer.call(2, 7, -1);
    for (let step = 0; step < 100; step++) announcer.call(2, 7, step);
    expect(read()).toMatchObject({ at: { check: 2, index: 7, step: -1 } });
    clock.now = 5;
    announcer.call(2, 7, 100);
    expect(read()).toMatchObject({ at: { check: 2, index: 7, step: 100 } });
    announcer.call(2, 8, -1);
    expect(read()).toMatchObject({ at: { check: 2, index: 8, step: -1 } });
    expect(clock.writes).toBe(3);
  });

  it('writes each step where it is told to, and each way into a loss and out of it', () => {
    const { announcer, read } = slot();
    announcer.exactly(true);
    for (const step of [-1, 0, 1]) {
      announcer.call(0, 0, step);
      expect(read()).toMatchObject({ at: { step }, withinLoss: false });
    }
    announcer.exactly(false);
    announcer.call(0, 0, 2);
    announcer.withinLoss(true);
    expect(read()).toMatchObject({ at: { step: 2 }, withinLoss: true });
    announcer.withinLoss(false);
    expect(read()).toMatchObject({ withinLoss: false });
  });

  it('shows a sign of life that differs from the one before', () => {
    const { announcer, read } = slot();
    const seen = Array.from({ length: 5 }, () => {
      announcer.heartbeat();
      return read()?.heartbeat;
    });
    expect(new Set(seen).size).toBe(5);
  });
});

describe('announcerOf(key, write, now).opened', () => {
  it('writes which cases are open, where there are several, and no step of them before its time', () => {
    const { announcer, clock, read } = slot();
    announcer.opened([0, 31, 32, 127, 128]);
    expect(read()?.at.open).toEqual([0, 31, 32, 127, 128]);
    const { writes } = clock;
    announcer.call(0, 31, 1);
    announcer.call(0, 32, 1);
    expect(clock.writes).toBe(writes);
    announcer.opened([7]);
    announcer.call(0, 7, 1);
    expect(read()?.at).toEqual({ check: 0, index: 7, step: 1 });
    announcer.opened([1, 2]);
    announcer.heartbeat();
    expect(read()?.at.open).toBeUndefined();
  });
});

describe('readSlot(bytes, key)', () => {
  it('reads nothing that was not written with its key, or not wholly', () => {
    const { announcer, bytes, read } = slot();
    expect(read()).toBeUndefined();
    announcer.call(1, 2, 3);
    expect(read()).toBeDefined();
    expect(readSlot(bytes, slotKey('0123456789abcdee'))).toBeUndefined();
    fc.assert(
      fc.property(fc.nat({ max: 43 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const other = bytes.slice();
        other[at] = other[at]! ^ change;
        expect(readSlot(other, key)).toBeUndefined();
      }),
      { numRuns: 100 },
    );
  });
});
