import type { Vector } from '../../types/vector.ts';
import { type Frame, frameKinds, frameOf } from './frame.ts';

/** Bytes before the payload: `u32 bytes · u16 kind · u16 flags · u32 instance · u32 step · f64 a · f64 b`. */
export const headerBytes = 32;

/** Largest payload that is read: θ and its gradient in the largest dimension, and room for text. */
export const largestPayload = 1 << 22;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const padded = (bytes: number): number => Math.ceil(bytes / 8) * 8;

/** A frame as bytes, little endian. Text fills up to a multiple of eight with spaces, so that doubles are aligned. */
export const encodeBinary = (frame: Frame): Uint8Array => {
  const text = frame.text === '' ? noBytes : encoder.encode(frame.text);
  const textBytes = padded(text.length);
  const payload = textBytes + 8 * frame.values.length;
  const bytes = new Uint8Array(headerBytes + payload);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, payload, true);
  view.setUint16(4, frame.kind, true);
  view.setUint16(6, frame.flags, true);
  view.setUint32(8, frame.instance, true);
  view.setUint32(12, frame.kind === frameKinds.new ? text.length : frame.step, true);
  view.setFloat64(16, frame.a, true);
  view.setFloat64(24, frame.b, true);
  bytes.set(text, headerBytes);
  bytes.fill(0x20, headerBytes + text.length, headerBytes + textBytes);
  if (isLittleEndian) new Float64Array(bytes.buffer, headerBytes + textBytes).set(frame.values);
  else for (const [i, x] of frame.values.entries()) view.setFloat64(headerBytes + textBytes + 8 * i, x, true);
  return bytes;
};

const noBytes = new Uint8Array(0);

const isLittleEndian = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** Length in bytes of the payload that a header announces. @param bytes of a header at least */
export const payloadBytes = (bytes: Uint8Array): number =>
  new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);

/** Reads one whole frame. @throws RangeError where its payload is no multiple of eight bytes */
export const decodeBinary = (bytes: Uint8Array): Frame => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = view.getUint16(4, true);
  const step = view.getUint32(12, true);
  const payload = bytes.subarray(headerBytes);
  if (payload.length % 8 !== 0)
    throw new RangeError(`decodeBinary: a payload must be a multiple of 8 bytes, got ${payload.length}`);
  const textBytes = textLength(kind, step, payload.length);
  return frameOf(kind, {
    flags: view.getUint16(6, true),
    instance: view.getUint32(8, true),
    step: kind === frameKinds.new ? 0 : step,
    a: view.getFloat64(16, true),
    b: view.getFloat64(24, true),
    text: decoder.decode(payload.subarray(0, textBytes)).replace(/[\0 ]+$/, ''),
    values: doubles(payload.subarray(padded(textBytes))),
  });
};

const textLength = (kind: number, step: number, payload: number): number => {
  if (kind === frameKinds.new) return Math.min(step, payload);
  return kind === frameKinds.hello || kind === frameKinds.fault || kind === frameKinds.bye ? payload : 0;
};

const doubles = (bytes: Uint8Array): Vector => {
  if (isLittleEndian) return new Float64Array(bytes.slice().buffer);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return Float64Array.from({ length: bytes.length / 8 }, (_, i) => view.getFloat64(8 * i, true));
};
