import { readSync } from 'node:fs';
import { errorText } from '../errors.ts';
import type { Precision } from '../types/rule.ts';
import { isFields } from './fields.ts';
import { unfit } from './step.ts';

/** A list of numbers in a file. */
export interface StoredArray {
  readonly precision: Precision;
  /** Numbers. */
  readonly count: number;
  /** Bytes from the start of the file. */
  readonly offset: number;
}

/** What a file of a raw record holds, from its head alone. */
export interface RecordHead {
  readonly arrays: ReadonlyMap<string, StoredArray>;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Bytes that the file should have. */
  readonly end: number;
}

/** Bytes of a head: some hundred thousand names. */
const longestHead = 2 ** 24;

const precisions: ReadonlyMap<unknown, Precision> = new Map([
  ['F64', 'float64'],
  ['F32', 'float32'],
  ['F16', 'float16'],
  ['BF16', 'bfloat16'],
]);

/** Bytes of a number. */
export const bytesOf: Readonly<Record<Precision, number>> = {
  float64: 8,
  float32: 4,
  float16: 2,
  bfloat16: 2,
};

/**
 * The head of a safetensors file: 8 bytes of length, JSON of names with dtype, shape and offsets.
 *
 * Nothing is allocated by what the file says of its own lengths before that was held against its size. A file that ends
 * before its data does is read as far as its head goes; `end` says how long it should be.
 *
 * @throws SubjectError where the head cannot be read, or contradicts itself; undefined where the file ends within it
 */
export const safetensorsHead = (path: string, file: number, size: number): RecordHead | undefined => {
  if (size < 8) return undefined;
  const prefix = Buffer.alloc(8);
  readSync(file, prefix, 0, 8, 0);
  const length = prefix.readBigUInt64LE();
  if (length > BigInt(longestHead)) {
    throw unfit(
      path,
      `its head says that it is ${length.toLocaleString('en')} bytes long; at most ${longestHead.toLocaleString('en')} are read`,
    );
  }
  const start = 8 + Number(length);
  if (start > size) return undefined;
  const bytes = Buffer.alloc(Number(length));
  readSync(file, bytes, 0, bytes.length, 8);
  return headOf(path, parsed(path, bytes.toString('utf8')), start);
};

const parsed = (path: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unfit(path, `its head is no JSON (${errorText(error)})`);
  }
};

const headOf = (path: string, head: unknown, start: number): RecordHead => {
  if (!isFields(head)) throw unfit(path, 'its head is no object');
  const arrays = new Map<string, StoredArray>();
  const { __metadata__: metadata } = head;
  let [end, total] = [0, 0];
  for (const [name, entry] of Object.entries(head)) {
    if (name === '__metadata__') continue;
    const { array, to } = arrayOf(path, name, entry, start);
    if (array) arrays.set(name, array.value);
    end = Math.max(end, to);
    total += array?.bytes ?? 0;
  }
  // Each byte belongs to one array at most: otherwise a small file could be read for ever.
  if (total > end) throw unfit(path, 'its arrays overlap');
  return { arrays, metadata: isFields(metadata) ? metadata : {}, end: start + end };
};

const isOffset = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const arrayOf = (path: string, name: string, entry: unknown, start: number) => {
  const fault = (says: string) => unfit(path, `"${name}" ${says}`);
  if (!isFields(entry)) throw fault('has no entry in the head that could be read');
  const { dtype, shape, data_offsets: offsets } = entry;
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isOffset)) {
    throw fault('has no two offsets');
  }
  const [from, to]: readonly number[] = offsets;
  if (from! > to!) throw fault(`ends at ${to} before it begins at ${from}`);
  const precision = precisions.get(dtype);
  if (precision === undefined) return { array: undefined, to: to! };
  if (!Array.isArray(shape) || !shape.every(isOffset)) throw fault('has no shape');
  const count = shape.reduce((product: number, side: number) => product * side, 1);
  const bytes = to! - from!;
  if (count * bytesOf[precision] !== bytes) {
    throw fault(`has ${bytes} bytes, and its shape and dtype ask for ${count * bytesOf[precision]}`);
  }
  return { array: { value: { precision, count, offset: start + from! }, bytes }, to: to! };
};
