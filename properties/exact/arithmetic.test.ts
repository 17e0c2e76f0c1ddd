import { describe, expect, it } from 'vitest';
import { fixed, rationals } from './arithmetic.ts';

describe('rationals', () => {
  it('add, multiply and divide without rounding', () => {
    const a = rationals;
    const third = a.div(a.of(1), a.of(3));
    expect(a.sign(a.sub(a.mul(third, a.of(3)), a.of(1)))).toBe(0);
    expect(a.sign(a.sub(a.add(a.of(0.1), a.of(0.2)), a.of(0.3)))).toBe(1);
    expect(a.toNumber(a.div(a.of(1), a.of(-4)))).toBe(-0.25);
    expect(a.toNumber(a.of(2 ** 60))).toBe(2 ** 60);
  });

  it('have no exp and no log', () => {
    expect(() => rationals.exp(rationals.of(1))).toThrow('exp is not rational');
    expect(() => rationals.log(rationals.of(2))).toThrow('log is not rational');
  });
});

describe('fixed', () => {
  const digits = (x: bigint, count: number): string => ((x * 10n ** BigInt(count)) >> 640n).toString();

  it('exp(1) and log(2) have the published digits', () => {
    // OEIS A001113 and A002162.
    expect(digits(fixed.exp(fixed.of(1)), 60)).toBe(
      '2718281828459045235360287471352662497757247093699959574966967',
    );
    expect(digits(fixed.log(fixed.of(2)), 60)).toBe(
      '693147180559945309417232121458176568075500134360255254120680',
    );
  });

  it('exp and log are inverse to each other to 150 digits', () => {
    for (const x of [-30, -0.1, 0, 1e-9, 5.5, 40]) {
      const back = fixed.sub(fixed.log(fixed.exp(fixed.of(x))), fixed.of(x));
      expect(digits(back < 0n ? -back : back, 130)).toBe('0');
    }
    expect([fixed.sign(1n), fixed.sign(0n), fixed.sign(-1n)]).toEqual([1, 0, -1]);
    expect(fixed.toNumber(fixed.of(-0.75))).toBe(-0.75);
  });
});
