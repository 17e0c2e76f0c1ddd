import { read, readSync } from 'node:fs';
import type { Precision } from '../types/rule.ts';
import { bytesOf, type StoredArray } from './safetensors.ts';
import type { Block } from './sums.ts';

/** Numbers that are read at once: two mebibytes of singles. */
export const blockLength = 2 ** 19;

/** Numbers below which waiting for a thread takes longer than reading. */
const shortArray = 2 ** 14;

/** A buffer for a block as it is stored, and where its numbers are put that have to be decoded. */
export interface BlockBuffer {
  readonly bytes: Buffer;
  readonly decoded: Float32Array;
}

export const blockBuffer = (): BlockBuffer => ({
  bytes: Buffer.from(new ArrayBuffer(8 * blockLength)),
  decoded: new Float32Array(blockLength),
});

const asDouble = new DataView(new ArrayBuffer(4));

/** A float16 from its bits: sign, five bits of exponent with bias 15, ten of fraction. Source: IEEE 754-2019, binary16. */
const float16 = (bits: number): number => {
  const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
};

/** A bfloat16 from its bits: the upper half of a binary32. */
const bfloat16 = (bits: number): number => {
  asDouble.setUint32(0, bits << 16);
  return asDouble.getFloat32(0);
};

const tableOf = (value: (bits: number) => number): (() => Float32Array) => {
  let table: Float32Array | undefined;
  return () => {
    table ??= Float32Array.from({ length: 2 ** 16 }, (_, bits) => value(bits));
    return table;
  };
};

const tables = { float16: tableOf(float16), bfloat16: tableOf(bfloat16) };

/**
 * The numbers of a block, little-endian, of which every value is exact: halves are looked up as singles.
 *
 * @returns a view of the buffer, which the next block overwrites
 */
export const decoded = (
  { bytes, decoded: into }: BlockBuffer,
  precision: Precision,
  count: number,
): Block => {
  switch (precision) {
    case 'float64':
      return new Float64Array(bytes.buffer, 0, count);
    case 'float32':
      return new Float32Array(bytes.buffer, 0, count);
    case 'float16':
    case 'bfloat16': {
      const table = tables[precision]();
      const halves = new Uint16Array(bytes.buffer, 0, count);
      for (let i = 0; i < count; i++) into[i] = table[halves[i]!]!;
      return into;
    }
    default:
      return precision satisfies never;
  }
};

/** A list of numbers in an open file. */
export interface OpenArray extends StoredArray {
  readonly file: number;
}

/** @throws Error where the file has become shorter */
const demand = (count: number, wanted: number): void => {
  if (count !== wanted) throw new Error('it became shorter while it was read');
};

/** Reads a block from number `from` on. @returns how many numbers it has */
export const readBlockNow = (array: OpenArray, from: number, buffer: BlockBuffer): number => {
  const count = Math.min(blockLength, array.count - from);
  const size = bytesOf[array.precision];
  demand(readSync(array.file, buffer.bytes, 0, count * size, array.offset + from * size), count * size);
  return count;
};

/** The same on a thread of Node.js, so that this one can go on; short arrays are read at once. */
export const readBlock = (array: OpenArray, from: number, buffer: BlockBuffer): Promise<number> | number => {
  if (array.count <= shortArray) return readBlockNow(array, from, buffer);
  const count = Math.min(blockLength, array.count - from);
  const size = bytesOf[array.precision];
  return new Promise((resolve, reject) => {
    read(array.file, buffer.bytes, 0, count * size, array.offset + from * size, (error, done) => {
      if (error) reject(error);
      else if (done !== count * size) reject(new Error('it became shorter while it was read'));
      else resolve(count);
    });
  });
};
