import { describe, expect, it } from 'vitest';
import { decodeBinary, encodeBinary, headerBytes, payloadBytes } from './binaryFrame.ts';
import { type Frame, frameKinds, frameOf, kindName } from './frame.ts';
import { decodeJson, encodeJson } from './jsonFrame.ts';

const frames: readonly (readonly [string, Frame])[] = [
  [
    'a step',
    frameOf(frameKinds.step, { instance: 7, step: 3, a: 0.1, b: 0.3, values: vector(1, -2.5, 1e-310) }),
  ],
  [
    'its answer',
    frameOf(frameKinds.step, { flags: 5, instance: 7, step: 3, values: vector(Number.NaN, -0) }),
  ],
  ['a new instance', frameOf(frameKinds.new, { instance: 2, text: '{"seed":1}', values: vector(4, 5) })],
  ['a hello', frameOf(frameKinds.hello, { a: 12, text: '{"protocol":1,"name":"θ"}' })],
  ['a fault', frameOf(frameKinds.fault, { b: 1, text: 'ValueError: no (my_opt.py:3)' })],
  ['a goodbye without a reason', frameOf(frameKinds.bye)],
  ['what is infinite', frameOf(frameKinds.eval, { a: Number.POSITIVE_INFINITY, values: vector(-Infinity) })],
];

function vector(...values: readonly number[]): Float64Array {
  return Float64Array.from(values);
}

describe.each(frames)('%s', (_what, frame) => {
  it('comes out of its bytes bit for bit', () => {
    const bytes = encodeBinary(frame);
    expect(bytes.length).toBe(headerBytes + payloadBytes(bytes));
    expect(decodeBinary(bytes)).toEqual(frame);
  });

  it('comes out of its line bit for bit', () => {
    const line = encodeJson(frame);
    expect(line.endsWith('\n')).toBe(true);
    expect(decodeJson(line)).toEqual(frame);
  });
});

it('encodeBinary(frame) is the header of the documentation, and doubles after it', () => {
  const bytes = encodeBinary(frameOf(frameKinds.step, { instance: 1, step: 2, a: 1, values: vector(1) }));
  expect(Buffer.from(bytes).toString('hex')).toBe(
    [
      '08000000',
      '0300',
      '0000',
      '01000000',
      '02000000',
      '000000000000f03f',
      '0'.repeat(16),
      '000000000000f03f',
    ].join(''),
  );
});

it('decodeBinary(bytes) refuses a payload that holds no whole number of doubles', () => {
  expect(() =>
    decodeBinary(encodeBinary(frameOf(frameKinds.step)).slice(0, headerBytes).subarray(0, 32)),
  ).not.toThrow();
  expect(() => decodeBinary(new Uint8Array(headerBytes + 3))).toThrow(/multiple of 8 bytes, got 3/);
});

it.each([
  ['nonsense', /must be an object of JSON, got nonsense/],
  ['{"kind":"often"}', /kind must be a number, got "often"/],
  ['{"kind":3,"values":4}', /values must be a list, got 4/],
  ['{"kind":3,"values":[true]}', /values\[0\] must be a number, got true/],
])('decodeJson(%j) says what is wrong', (line, message) => {
  expect(() => decodeJson(line)).toThrow(message);
});

it('decodeJson(line) takes text that is an object as its JSON', () => {
  expect(decodeJson('{"kind":1,"text":{"protocol":1}}').text).toBe('{"protocol":1}');
});

it('kindName(kind) is the name of a message, or the number of none', () => {
  expect(kindName(3)).toBe('STEP');
  expect(kindName(99)).toBe('99');
});
