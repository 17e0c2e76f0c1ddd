import { expect, it } from 'vitest';
import { degrees, exactNumber, percent, shortNumber } from './shortNumber.ts';

it.each([
  [0, '0'],
  [-0, '0'],
  [1234, '1,234'],
  [-3, '−3'],
  [0.012345, '0.0123'],
  [12.345, '12.3'],
  [12345.6, '12,300'],
  [1.23e-9, '1.23e−9'],
  [-2e-16, '−2e−16'],
  [1e6, '1e6'],
  [1.5e300, '1.5e300'],
  [5e-324, '4.94e−324'],
  [Number.NaN, 'NaN'],
  [Infinity, '∞'],
  [-Infinity, '−∞'],
])('shortNumber(%d) is %s', (value, text) => {
  expect(shortNumber(value)).toBe(text);
});

it('exactNumber(x) reads back bit for bit', () => {
  for (const value of [0.1 + 0.2, -0, 5e-324, 1e21, 1 / 3]) expect(Number(exactNumber(value))).toBe(value);
});

it.each([
  [0, '0'],
  [1, '100'],
  [0.9999, '>99.9'],
  [0.0001, '<0.1'],
  [0.1234, '12.3'],
  [Number.NaN, '–'],
  [2, '–'],
])('percent(%d) is %s', (share, text) => {
  expect(percent(share)).toBe(text);
});

it.each([
  [0, '0°'],
  [57.29, '57.3°'],
  [90, '90°'],
  [89.9999, '89.9999°'],
  [90.0000001, '90.0000001°'],
  [180, '180°'],
  [Number.NaN, '–'],
])('degrees(%d) is %s', (angle, text) => {
  expect(degrees(angle)).toBe(text);
});
