import { readSync } from 'node:fs';
import type { Precision } from '../types/rule.ts';
import { bytesOf, type StoredArray } from './safetensors.ts';
import { unfit } from './step.ts';

/** Bytes of a head: its shape and type are a line. */
const longestHead = 2 ** 16;

const precisions: ReadonlyMap<string, Precision> = new Map([
  ['<f8', 'float64'],
  ['<f4', 'float32'],
  ['<f2', 'float16'],
]);

/**
 * The array of an `.npy` file, versions 1 to 3, from its head alone.
 *
 * @returns the array, and the bytes that the file should have; undefined where it ends within its head
 * @throws SubjectError where it is none, or holds no little-endian float16, float32 or float64 in row-major order
 */
export const npyArray = (
  path: string,
  file: number,
  size: number,
): { readonly array: StoredArray; readonly end: number } | undefined => {
  const prefix = Buffer.alloc(12);
  if (readSync(file, prefix, 0, 12, 0) < 12) return undefined;
  if (prefix.toString('latin1', 0, 6) !== '\x93NUMPY') throw unfit(path, 'it is no .npy file');
  const start = prefix[6]! >= 2 ? 12 : 10;
  const length = start === 12 ? prefix.readUInt32LE(8) : prefix.readUInt16LE(8);
  if (length > longestHead) {
    throw unfit(path, `its head says that it is ${length.toLocaleString('en')} bytes long`);
  }
  if (start + length > size) return undefined;
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, start);
  const head = bytes.toString('latin1');
  const type = /'descr': *'([^']*)'/.exec(head)?.[1] ?? '';
  const precision = precisions.get(type);
  if (precision === undefined) throw unfit(path, `it holds "${type}", not <f2, <f4 or <f8`);
  const shape = /'shape': *\(([\d, ]*)\)/.exec(head)?.[1];
  const isColumnMajor = /'fortran_order': *True/.test(head);
  if (
    shape === undefined ||
    (isColumnMajor && shape.split(',').filter((side) => side.trim() !== '').length > 1)
  ) {
    throw unfit(path, 'its shape cannot be read, or it is column-major');
  }
  const count = shape
    .split(',')
    .filter((side) => side.trim() !== '')
    .reduce((product, side) => product * Number(side), 1);
  if (!Number.isSafeInteger(count)) throw unfit(path, 'its shape has too many numbers');
  return {
    array: { precision, count, offset: start + length },
    end: start + length + count * bytesOf[precision],
  };
};
