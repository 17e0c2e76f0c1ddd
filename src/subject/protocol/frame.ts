import type { Vector } from '../../types/vector.ts';

/** Version of the protocol that this program speaks. */
export const protocolVersion = 1;

/** What a frame is about; each with its number on the wire. */
export const frameKinds = { hello: 1, new: 2, step: 3, free: 4, eval: 5, copy: 6, fault: 7, bye: 8 } as const;

/** Bits of `flags`: of an answer to a step what the subject did besides, of a request for a copy how it is made. */
export const frameFlags = {
  drewRandom: 1,
  changedGradient: 2,
  changedKeptGradient: 4,
  throughCheckpoint: 1,
  /** Of a goodbye: the program has ended, as who started it says; or its code did not return, as it says itself. */
  ended: 1,
  neverReturns: 2,
} as const;

/** One message, in either direction. What a kind has no use for is 0 or empty. */
export interface Frame {
  readonly kind: number;
  readonly flags: number;
  /** Which run of the subject it belongs to. */
  readonly instance: number;
  readonly step: number;
  readonly a: number;
  readonly b: number;
  /** JSON of a hello and of a new instance, the sentence of a fault or a bye. */
  readonly text: string;
  /** θ, ∇L, Δ, …, one after the other. */
  readonly values: Vector;
}

/** How frames are written: 32 bytes and a payload of doubles, or an object of JSON on a line. */
export type Encoding = 'binary' | 'json';

const noValues: Vector = new Float64Array(0);

/** A frame with these fields, and nothing else in it. */
export const frameOf = (kind: number, fields: Partial<Frame> = {}): Frame => ({
  kind,
  flags: 0,
  instance: 0,
  step: 0,
  a: 0,
  b: 0,
  text: '',
  values: noValues,
  ...fields,
});

/** The name of a kind, for messages: "STEP", or its number where it has none. */
export const kindName = (kind: number): string =>
  (Object.entries(frameKinds).find(([, number]) => number === kind)?.[0] ?? String(kind)).toUpperCase();
