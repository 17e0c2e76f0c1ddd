import fs from 'node:fs';
import { headerLength, longestFrame, readHeader, writeHeader } from './frame.ts';

// What the pipe needs is taken here, before user code runs that may replace it: a binding of an import would follow.
const { readSync, writeSync } = fs;
const { wait } = Atomics;
const { apply } = Reflect;
const { byteLength } = Buffer;
// Memory of its own: what Node.js hands out otherwise is a part of a pool, which user code can reach.
const alloc = Buffer.allocUnsafeSlow;
const { toString: read, write } = Buffer.prototype;
const textOf = (bytes: Buffer): string => apply(read, bytes, ['utf8']);

/** The end of a pipe on which a process listens and answers; nothing of it is in the event loop. */
export interface Pipe {
  /** Waits for a text, however long; undefined where the other end is gone. */
  receive(): string | undefined;
  /** @throws Error where nothing can be written, as where user code closed the pipe */
  send(text: string): void;
}

/** Speaks frames over a descriptor. @param sign what every frame that is sent bears, once it is known */
export const openPipe = (descriptor: number, sign: () => string): Pipe => {
  const moment = new Int32Array(new SharedArrayBuffer(4));
  /** Whoever set the descriptor to be non-blocking, it waits. */
  const retrying = (work: () => number): number => {
    for (;;) {
      try {
        return work();
      } catch (error) {
        if (!isAgain(error)) throw error;
        wait(moment, 0, 0, 1);
      }
    }
  };
  const filled = (length: number): Buffer | undefined => {
    const bytes = alloc(length);
    for (let at = 0; at < length; ) {
      const count = retrying(() => readSync(descriptor, bytes, at, length - at, null));
      if (count === 0) return undefined;
      at += count;
    }
    return bytes;
  };
  return {
    receive: () => {
      const header = filled(headerLength);
      const body = header && filled(readHeader(header));
      return body && textOf(body);
    },
    send: (text) => {
      const signed = sign() + text;
      const length = byteLength(signed, 'utf8');
      if (length > longestFrame)
        throw new RangeError(`send: a frame must be at most ${longestFrame} bytes, got ${length}`);
      const bytes = alloc(headerLength + length);
      writeHeader(bytes, length);
      apply(write, bytes, [signed, headerLength, length, 'utf8']);
      for (let at = 0; at < bytes.length; )
        at += retrying(() => writeSync(descriptor, bytes, at, bytes.length - at, null));
    },
  };
};

const isAgain = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EINTR');
