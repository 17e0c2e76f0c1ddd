import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  errorCode,
  errorText,
  faultLine,
  isThrown,
  namedErrorText,
  quotedPath,
  SubjectError,
  valueText,
} from './errors.ts';

const thrownBy = (action: () => void): unknown => {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

it('errorText(error) says what was thrown, whatever it is', () => {
  expect(errorText(new RangeError('too far'))).toBe('too far');
  expect(errorText('a text')).toBe('a text');
  expect(errorText(undefined)).toBe('undefined');
});

const fail = (reason: unknown): never => {
  throw reason;
};

/** Whatever is asked of it throws. */
const trapped = new Proxy(new Error('behind the proxy'), {
  get: () => fail(new Error('get')),
  getPrototypeOf: () => fail(new Error('getPrototypeOf')),
  has: () => fail(new Error('has')),
  ownKeys: () => fail(new Error('ownKeys')),
});

const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

const errorWith = (fields: PropertyDescriptorMap): Error => Object.defineProperties(new Error('x'), fields);

const nameless = errorWith({ name: { value: Symbol('n') } });
const messageless = errorWith({ message: { get: () => fail('no') } });
const numbered = errorWith({ message: { value: 7 } });

it.each([
  ['a symbol', Symbol('s'), 'Symbol(s)'],
  ['a big integer', 10n, '10'],
  ['null', null, 'null'],
  ['an object without a prototype', Object.create(null), 'an object without a text'],
  ['a toString that throws', { toString: () => fail('no') }, 'an object without a text'],
  ['a toString that returns an object', { toString: () => ({}) }, 'an object without a text'],
  ['a toPrimitive that throws', { [Symbol.toPrimitive]: () => fail('no') }, 'an object without a text'],
  ['a proxy with traps that throw', trapped, 'an object without a text'],
  ['a revoked proxy', revoked(), 'an object without a text'],
  ['an error whose name is a symbol', nameless, 'Error: x'],
  ['an error whose message throws', messageless, 'Error: an error without a message'],
  ['an error whose message is a number', numbered, 'Error: an error without a message'],
  ['an error', new RangeError('too far'), 'RangeError: too far'],
])('namedErrorText(thrown) is a text of %s, and so is errorText(thrown)', (_, thrown, text) => {
  expect(namedErrorText(thrown)).toBe(text);
  expect(errorText(thrown)).toBe(text.replace(/^\w*Error: /, ''));
});

it('errorText(thrown) and namedErrorText(thrown) are cut where they are long', () => {
  expect(errorText(new Error('x'.repeat(1e6)))).toHaveLength(4000);
  expect(namedErrorText(errorWith({ name: { value: 'n'.repeat(1e6) } }))).toHaveLength(4003);
  expect(errorText({ toString: () => 'x'.repeat(1e6) })).toHaveLength(4000);
});

it('isThrown(thrown, kind) is false of what cannot be asked', () => {
  expect(isThrown(trapped, Error)).toBe(false);
  expect(isThrown(new TypeError('x'), TypeError)).toBe(true);
  expect(isThrown('x', Error)).toBe(false);
});

it('valueText(value) shows any value, and is short', () => {
  expect(valueText({ window: 3 })).toBe('{"window":3}');
  expect(valueText(undefined)).toBe('undefined');
  expect(valueText(10n)).toBe('10');
  expect(valueText(trapped)).toBe('an object without a text');
  expect(valueText('x'.repeat(1e6))).toHaveLength(61);
});

it('errorCode(error) is that of the system, where there is one', () => {
  expect(errorCode(thrownBy(() => readFileSync('no such file')))).toBe('ENOENT');
  expect(errorCode(new Error('own'))).toBeUndefined();
  expect(errorCode('a text')).toBeUndefined();
  expect(errorCode(errorWith({ code: { get: () => fail('no') } }))).toBeUndefined();
  expect(errorCode(errorWith({ code: { value: Symbol('ENOENT') } }))).toBeUndefined();
});

it('quotedPath(file) puts any path on one line', () => {
  expect(quotedPath('a b.ts')).toBe('a b.ts');
  expect(quotedPath('a\nb.ts')).toBe('"a\\nb.ts"');
  expect(quotedPath('')).toBe('""');
  expect(quotedPath('a\u202eb\u001b[2J')).toBe('"a\\u{202e}b\\u001b[2J"');
});

it('faultLine(fault) begins with the path, where there is one, and is what the error says', () => {
  const changed = { kind: 'changed', path: 'a\nb.ts', says: 'changed' } as const;
  expect(faultLine(changed)).toBe('"a\\nb.ts": changed');
  expect(faultLine({ kind: 'unfit', says: 'no loss is left' })).toBe('no loss is left');
  expect(new SubjectError(changed)).toMatchObject({ message: faultLine(changed), fault: changed });
});
