import { describe, expect, it } from 'vitest';
import { underConstantRandom, underShiftedClock } from './globals.ts';

describe('underShiftedClock(run)', () => {
  it('shows another day to Date.now and performance.now, and puts both back', () => {
    const [day, elapsed] = [Date.now(), performance.now()];
    const shifted = underShiftedClock(() => [Date.now(), performance.now()] as const);
    expect(shifted[0] - day).toBeGreaterThan(86_400_000);
    expect(shifted[1] - elapsed).toBeGreaterThan(86_400_000);
    expect(Date.now() - day).toBeLessThan(86_400_000);
    expect(performance.now() - elapsed).toBeLessThan(86_400_000);
  });

  it('puts the clocks back where the run throws', () => {
    const { now } = Date;
    expect(() => underShiftedClock(() => JSON.parse('{'))).toThrow(SyntaxError);
    expect(Date.now).toBe(now);
  });
});

describe('underConstantRandom(run)', () => {
  it('makes Math.random constant, and puts it back', () => {
    const { random } = Math;
    expect(underConstantRandom(() => [Math.random(), Math.random()])).toEqual([0.5, 0.5]);
    expect(Math.random).toBe(random);
  });
});
