import { readSync } from 'node:fs';
import { bytesOf, type StoredArray } from './safetensors.ts';
import type { Block } from './sums.ts';
import { blockBytes, blockLength } from './sumsKernel.ts';

/** The bytes of a block: numbers as they are stored, and halves once more as singles. */
export const blockBuffer = (): Buffer => Buffer.from(new ArrayBuffer(blockBytes));

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

/** A list of numbers in an open file. */
export interface OpenArray extends StoredArray {
  readonly file: number;
}

/**
 * Reads the block from number `from` on, little-endian, every value exact: halves are looked up as singles. Blocks that stay in
 * the cache of a core are read faster than large ones.
 *
 * @returns a view of the buffer, which the next block overwrites; singles and halves are singles at its start
 * @throws Error where the file has become shorter
 */
export const readBlock = (
  { file, precision, count: all, offset }: OpenArray,
  from: number,
  buffer: Buffer,
): Block => {
  const count = Math.min(blockLength, all - from);
  const size = bytesOf[precision];
  const start = size < 4 ? blockBytes / 2 : 0;
  if (readSync(file, buffer, start, count * size, offset + from * size) !== count * size) {
    throw new Error('it became shorter while it was read');
  }
  switch (precision) {
    case 'float64':
      return new Float64Array(buffer.buffer, buffer.byteOffset, count);
    case 'float32':
      return new Float32Array(buffer.buffer, buffer.byteOffset, count);
    case 'float16':
    case 'bfloat16': {
      const table = tables[precision]();
      const halves = new Uint16Array(buffer.buffer, buffer.byteOffset + start, count);
      const singles = new Float32Array(buffer.buffer, buffer.byteOffset, count);
      for (let i = 0; i < count; i++) singles[i] = table[halves[i]!]!;
      return singles;
    }
    default:
      return precision satisfies never;
  }
};
