import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from './codec.ts';

const plain = fc.jsonValue({ depthSize: 'small' });
const doubles = fc.array(fc.double());
const texts = fc.array(fc.oneof(fc.string(), fc.constantFrom('#NaN', '##', '#', 'NaN', '"#-0"')));

describe('encode(value) and decode(text)', () => {
  it('hand on every plain value, every double and every text', () => {
    const values = fc.record({ plain, doubles, texts });
    fc.assert(
      fc.property(values, (value) => {
        expect(decode(encode(value))).toEqual(value);
      }),
      {
        numRuns: 100,
        examples: [[{ plain: null, doubles: [-0, 0, Number.NaN, -1 / 0, 1 / 0], texts: ['#'] }]],
      },
    );
  });

  it('leave out what is undefined, and refuse what is not plain', () => {
    expect(decode(encode({ a: undefined, b: true, c: false }))).toEqual({ b: true, c: false });
    expect(() => encode({ a: () => 0 })).toThrow('a value must be plain, got a function');
    const round: unknown[] = [];
    round.push(round);
    expect(() => encode(round)).toThrow('must not hold itself');
  });

  it('are not changed by a toJSON on a prototype', () => {
    Object.defineProperty(Object.prototype, 'toJSON', { value: () => 'forged', configurable: true });
    try {
      expect(encode({ verdict: ['refuted'] })).toBe('{"verdict":["refuted"]}');
    } finally {
      Reflect.deleteProperty(Object.prototype, 'toJSON');
    }
  });
});
