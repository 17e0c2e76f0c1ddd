import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeBinary } from './binaryFrame.ts';
import { type Channel, ChannelError, channelOf } from './channel.ts';
import { hasGone, startChild } from './child.ts';
import { frameKinds, frameOf } from './frame.ts';
import { encodeJson } from './jsonFrame.ts';

const folder = mkdtempSync(join(tmpdir(), 'channel-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is made of a channel whose other side has written this, and closed it. */
const reading = <Result>(written: string | Uint8Array, use: (channel: Channel) => Result): Result => {
  const file = join(folder, 'written');
  writeFileSync(file, written);
  const descriptor = openSync(file, 'r');
  try {
    return use(channelOf(descriptor, descriptor));
  } finally {
    closeSync(descriptor);
  }
};

const frame = (size: number) =>
  frameOf(frameKinds.step, { instance: size, values: Float64Array.from({ length: size }, (_, i) => i) });

describe('channelOf(input, output)', () => {
  it('reads frames of either encoding one after the other, with empty lines between them', () => {
    const [one, other] = [frame(2), frame(3)];
    const written = Buffer.concat([
      Buffer.from(`\r\n${encodeJson(one)}\n`),
      encodeBinary(other),
      Buffer.from(encodeJson(one)),
    ]);
    reading(written, ({ receive }) => {
      expect([receive(), receive(), receive()]).toEqual([one, other, one]);
    });
  });

  it('reads frames that do not come in one piece, of any size', () => {
    const frames = [frame(5), frame(8000), frame(20_000), frame(1)];
    reading(Buffer.concat(frames.map(encodeBinary)), ({ receive }) => {
      expect(frames.map(() => receive())).toEqual(frames);
    });
  });

  it('has left where its end is reached within a frame', () => {
    const cut = encodeBinary(frame(4)).slice(0, -8);
    expect(() => reading(cut, ({ receive }) => receive())).toThrow(
      new ChannelError('left', 'closed the channel'),
    );
    expect(reading(cut, ({ poll }) => poll())).toBeUndefined();
  });

  it('passes on an error of reading', () => {
    const { poll } = reading('', (channel) => channel);
    expect(poll).toThrow(/EBADF/);
  });
});

describe('hasGone(child)', () => {
  const goneBy = (error: Error): string | undefined => {
    const poll = (): never => {
      throw error;
    };
    const channel = { ...reading('', (made) => made), poll };
    return hasGone({ channel, printed: () => '', interrupt: async () => {}, close: () => {} });
  };

  it('says how a process ended, and passes on what is no end of one', () => {
    expect(goneBy(new ChannelError('exited', 'was ended by SIGTERM'))).toBe('was ended by SIGTERM');
    const left = new ChannelError('left', 'said goodbye');
    expect(() => goneBy(left)).toThrow(left);
    expect(() => goneBy(new TypeError('of this program'))).toThrow(TypeError);
  });
});

it('startChild(command) refuses a system without named pipes', () => {
  const before = process.env.PATH;
  process.env.PATH = join(folder, 'nowhere');
  try {
    expect(() => startChild(['subject'])).toThrow(
      /^subject: needs named pipes, which this system does not have/,
    );
  } finally {
    process.env.PATH = before;
  }
});
