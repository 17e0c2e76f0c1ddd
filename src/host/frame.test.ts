import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameReader, headerLength, readHeader, signLength, writeHeader } from './frame.ts';

const sign = 'a'.repeat(signLength);

const frame = (text: string, by = sign): Buffer => {
  const body = Buffer.from(by + text);
  const header = new Uint8Array(headerLength);
  writeHeader(header, body.length);
  return Buffer.concat([header, body]);
};

describe('frameReader(sign, longest)', () => {
  it('reads the same texts in whatever pieces they arrive', () => {
    const cuts = fc.array(fc.nat({ max: 400 }), { maxLength: 20 });
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), cuts, (texts, places) => {
        const all = Buffer.concat(texts.map((text) => frame(text)));
        const ends = [...places.filter((place) => place < all.length).sort((a, b) => a - b), all.length];
        const reader = frameReader(sign, 1e6);
        const read = ends.flatMap((end, i) => reader.read(all.subarray(ends[i - 1] ?? 0, end)) ?? ['lost']);
        expect(read).toEqual(texts.map((text) => Buffer.from(text).toString()));
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['another sign', frame('{}', 'b'.repeat(signLength))],
    ['garbage', Buffer.from('x'.repeat(100))],
    ['a frame that is too long', frame('x'.repeat(2000))],
    ['a frame without a sign', frame('', '').subarray(0, headerLength)],
  ])('is lost for good at %s', (_, bytes) => {
    const reader = frameReader(sign, 1000);
    expect(reader.read(frame('before'))).toEqual(['before']);
    const padded = Buffer.concat([bytes, new Uint8Array(signLength)]);
    expect(reader.read(padded)).toBeUndefined();
    expect(reader.read(frame('behind'))).toBeUndefined();
  });
});

it('readHeader(header) is the length that was written', () => {
  const header = new Uint8Array(headerLength);
  for (const length of [0, 1, 255, 256, 65_536, 2 ** 31, 2 ** 32 - 1]) {
    writeHeader(header, length);
    expect(readHeader(header)).toBe(length);
  }
});
