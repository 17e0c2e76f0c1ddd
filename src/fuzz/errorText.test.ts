import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorCode, errorText } from './errorText.ts';

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

it('errorCode(error) is that of the system, where there is one', () => {
  expect(errorCode(thrownBy(() => readFileSync('no such file')))).toBe('ENOENT');
  expect(errorCode(new Error('own'))).toBeUndefined();
  expect(errorCode('a text')).toBeUndefined();
});
