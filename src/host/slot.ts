import type { Whereabouts } from '../campaign/executor.ts';

/** What a worker announced last, as the host reads it while the worker runs, and after it has ended. */
export interface Announced {
  /** Changes with each sign of life. */
  readonly heartbeat: number;
  readonly at: Whereabouts;
  /** Whether it was in the user's loss. */
  readonly withinLoss: boolean;
}

/** How a worker says what it is about to do, before it does it. */
export interface Announcer {
  /** A call into the rule is next. */
  readonly call: (check: number, index: number, step: number) => void;
  readonly withinLoss: (inside: boolean) => void;
  readonly heartbeat: () => void;
  /** Whether each step is written down, not only each case, and a step once some time has passed. */
  readonly exactly: (each: boolean) => void;
  /** Several cases are open, at these places among all that were asked for, or not any more. */
  readonly opened: (places: readonly number[]) => void;
}

/** Where a worker writes: a record of so many bytes, which outlives it. */
export const slotLength = 128;

/**
 * Fields of a record: one 32-bit integer each, the last of them sixteen, each the place of a case that is open, counted from
 * one, or 0. What follows shows that it is whole, and who wrote it.
 */
const fields = { heartbeat: 0, check: 1, index: 2, step: 3, withinLoss: 4, open: 5 } as const;
const sealAt = 21;

/** A number that only the two sides of a slot know. */
export type SlotKey = readonly [number, number];

/** A key from a text of hexadecimal digits. */
export const slotKey = (text: string): SlotKey => [
  Number.parseInt(text.slice(0, 8), 16) | 0,
  Number.parseInt(text.slice(8, 16), 16) | 0,
];

const { imul } = Math;

/** Both halves of the seal of a record: garbage, half a record and what other code writes do not bear it. */
const sealOf = (record: Int32Array, part: number, key: number): number => {
  let sum = key ^ part;
  for (let i = 0; i < sealAt; i++) sum = imul((sum ^ record[i]!) + 0x9e3779b9, 0x85ebca6b) ^ (sum >>> 13);
  return sum | 0;
};

/** What a record says; undefined where it is not whole, or none of this worker. */
export const readSlot = (bytes: Uint8Array, [first, second]: SlotKey): Announced | undefined => {
  const copy = new Uint8Array(slotLength);
  copy.set(bytes.subarray(0, slotLength));
  const record = new Int32Array(copy.buffer);
  if (record[sealAt] !== sealOf(record, 1, first) || record[sealAt + 1] !== sealOf(record, 2, second))
    return undefined;
  const field = (name: keyof typeof fields): number => record[fields[name]]!;
  return {
    heartbeat: field('heartbeat'),
    at: {
      check: field('check'),
      index: field('index'),
      step: field('step'),
      ...openIn(record),
    },
    withinLoss: field('withinLoss') !== 0,
  };
};

const openIn = (record: Int32Array): Pick<Whereabouts, 'open'> => {
  const open = [...record.subarray(fields.open, sealAt)].filter((place) => place > 0);
  return open.length > 0 ? { open: open.map((place) => place - 1) } : {};
};

/** The check of a worker that has announced no case since it was asked. */
const nowhere = -1;

/** Before a worker has written anything. */
export const nothingAnnounced: Announced = {
  heartbeat: 0,
  at: { check: nowhere, index: 0, step: 0 },
  withinLoss: false,
};

/** Milliseconds after which a step is written down, too: writing costs a microsecond, looking at the clock a twentieth. */
const stepInterval = 5;

/**
 * The worker's side of a slot.
 *
 * @param write puts a record in its place
 * @param now a clock in milliseconds
 */
export const announcerOf = (
  [first, second]: SlotKey,
  write: (record: Uint8Array) => void,
  now: () => number,
): Announcer => {
  const record = new Int32Array(slotLength / Int32Array.BYTES_PER_ELEMENT);
  const bytes = new Uint8Array(record.buffer);
  record[fields.check] = nowhere;
  let isExact = false;
  let areSeveral = false;
  let written = Number.NEGATIVE_INFINITY;
  const put = (): void => {
    record[fields.heartbeat] = (record[fields.heartbeat]! + 1) | 0;
    record[sealAt] = sealOf(record, 1, first);
    record[sealAt + 1] = sealOf(record, 2, second);
    write(bytes);
    written = now();
  };
  return {
    call: (check, index, step) => {
      const isNew = record[fields.index] !== index || record[fields.check] !== check;
      record[fields.check] = check;
      record[fields.index] = index;
      record[fields.step] = step;
      // Of several that are open each may be the one, whichever is waited for.
      if ((isNew && !areSeveral) || isExact || now() - written >= stepInterval) put();
    },
    withinLoss: (inside) => {
      record[fields.withinLoss] = Number(inside);
      // Only of a user's loss: who is to blame has to be known, whenever the worker ends.
      put();
    },
    opened: (places) => {
      record.fill(0, fields.open, sealAt);
      areSeveral = places.length > 1;
      const most = sealAt - fields.open;
      for (let i = 0; areSeveral && i < places.length && i < most; i++)
        record[fields.open + i] = places[i]! + 1;
      put();
    },
    heartbeat: () => {
      record[fields.check] = nowhere;
      record.fill(0, fields.open, sealAt);
      areSeveral = false;
      put();
    },
    exactly: (each) => {
      isExact = each;
    },
  };
};
