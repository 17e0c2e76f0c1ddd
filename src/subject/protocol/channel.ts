import { readSync, writeSync } from 'node:fs';
import { constants } from 'node:os';
import { decodeBinary, encodeBinary, headerBytes, largestPayload, payloadBytes } from './binaryFrame.ts';
import { type Encoding, type Frame, frameFlags, frameKinds, kindName } from './frame.ts';
import { decodeJson, encodeJson } from './jsonFrame.ts';

/** The other side of a channel has ended, or what it says makes no sense: nothing can be asked of it any more. */
export class ChannelError extends Error {
  override readonly name = 'ChannelError';
  /**
   * `exited`: its process is gone; `left`: it said goodbye, or closed the channel; `stuck`: it says that its code does not
   * return; `garbage`: it broke the protocol.
   */
  readonly how: 'exited' | 'left' | 'stuck' | 'garbage';

  constructor(how: ChannelError['how'], message: string) {
    super(message);
    this.how = how;
  }
}

/** Frames in both directions, one after the other; both block. */
export interface Channel {
  /** Writes them all at once. */
  send(...frames: readonly Frame[]): void;
  /** The next frame. @throws ChannelError where the other side has ended, or writes what is no frame */
  receive(): Frame;
  /** The next frame where all of it has come, without waiting for it. The descriptor has to be one that does not block. */
  poll(): Frame | undefined;
  /** What is sent is written so from now on; of what comes each frame shows by its first byte how it is written. */
  speak(encoding: Encoding): void;
}

/** Largest number of bytes that a pipe hands over at once. */
export const chunk = 65_536;

const newline = 0x0a;
const carriageReturn = 0x0d;
const openingBrace = 0x7b;

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** @param input descriptor that is read. @param output descriptor that is written */
export const channelOf = (input: number, output: number): Channel => {
  let encoding: Encoding = 'binary';
  let buffer = new Uint8Array(chunk);
  let from = 0;
  let to = 0;
  /** Reads what there is, and waits for it where the descriptor blocks. Whether there was any. */
  const fill = (): boolean => {
    if (from === to) {
      from = 0;
      to = 0;
    }
    if (to === buffer.length) {
      const grown = new Uint8Array(from > 0 ? buffer.length : 2 * buffer.length);
      grown.set(buffer.subarray(from, to));
      buffer = grown;
      to -= from;
      from = 0;
    }
    const count = readSync(input, buffer, to, buffer.length - to, null);
    to += count;
    return count > 0;
  };
  const take = (bytes: number): Uint8Array => {
    const taken = buffer.slice(from, from + bytes);
    from += bytes;
    return taken;
  };
  /** The next frame, where all of it has come. No length of a payload has { or the end of a line as its first byte. */
  const whole = (): Frame | undefined => {
    while (from < to && (buffer[from] === newline || buffer[from] === carriageReturn)) from++;
    if (buffer[from] === openingBrace && from < to) {
      const end = buffer.subarray(0, to).indexOf(newline, from);
      if (end < 0) return undefined;
      return parsed(() => decodeJson(decoder.decode(take(end + 1 - from))));
    }
    if (to - from < headerBytes) return undefined;
    const payload = payloadBytes(buffer.subarray(from, to));
    if (payload > largestPayload || payload % 8 !== 0)
      throw new ChannelError('garbage', 'wrote to the channel what is no frame');
    return to - from < headerBytes + payload
      ? undefined
      : parsed(() => decodeBinary(take(headerBytes + payload)));
  };
  const arrived = (frame: Frame): Frame => {
    if (frame.kind === frameKinds.bye) throw new ChannelError(howOf(frame), endingOf(frame));
    return frame;
  };
  return {
    send: (...frames) => {
      const bytes =
        encoding === 'json'
          ? encoder.encode(frames.map(encodeJson).join(''))
          : joined(frames.map(encodeBinary));
      for (let sent = 0; sent < bytes.length; )
        sent += writeSync(output, bytes, sent, bytes.length - sent, null);
    },
    receive: () => {
      let frame = whole();
      while (frame === undefined) {
        if (!fill()) throw new ChannelError('left', 'closed the channel');
        frame = whole();
      }
      return arrived(frame);
    },
    poll: () => {
      let frame = whole();
      while (frame === undefined && filled(fill)) frame = whole();
      return frame && arrived(frame);
    },
    speak: (next) => {
      encoding = next;
    },
  };
};

const howOf = ({ flags }: Frame): ChannelError['how'] => {
  if (flags === frameFlags.neverReturns) return 'stuck';
  return flags === 0 ? 'left' : 'exited';
};

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** How a subject ended: in its own words, or by the status that a shell reports of it. */
const endingOf = ({ flags, text }: Frame): string => {
  if (flags === frameFlags.neverReturns) return text;
  if (flags === 0) return text === '' ? 'said goodbye' : `said goodbye: ${text}`;
  const status = Number(text);
  const signal = Object.entries(constants.signals).find(([, number]) => number === status - 128)?.[0];
  return signal === undefined ? `ended its process with exit code ${status}` : `was ended by ${signal}`;
};

/** Whether anything came, of a descriptor that does not block. */
const filled = (fill: () => boolean): boolean => {
  try {
    return fill();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EAGAIN') return false;
    throw error;
  }
};

const parsed = (decode: () => Frame): Frame => {
  try {
    return decode();
  } catch (error) {
    throw new ChannelError('garbage', error instanceof Error ? error.message : String(error));
  }
};

/** What is said where a frame of another kind or instance was due. */
export const unexpected = (got: Frame, due: string): ChannelError =>
  new ChannelError(
    'garbage',
    `answered ${due} with ${kindName(got.kind)} of instance ${got.instance}, step ${got.step}`,
  );
