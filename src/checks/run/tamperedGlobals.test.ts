import { describe, expect, it } from 'vitest';
import { underConstantRandom, underShiftedClock } from './tamperedGlobals.ts';

/** Everything that a rule can read off a clock, coarsely enough that no time passes between two readings. */
const clocks: Readonly<Record<string, () => unknown>> = {
  'Date.now': () => Math.floor(Date.now() / 1e8),
  year: () => new Date().getFullYear(),
  month: () => new Date().getMonth(),
  'day of the month': () => new Date().getDate(),
  weekday: () => new Date().getDay(),
  hour: () => new Date().getUTCHours(),
  'Date()': () => Date().slice(0, 15),
  constructor: () => new (new Date(0).constructor as DateConstructor)().getDay(),
  'performance.now': () => Math.floor(performance.now() / 1e8),
  'process.hrtime': () => Math.floor(process.hrtime()[0] / 1e5),
  'process.hrtime.bigint': () => process.hrtime.bigint() / 10n ** 14n,
  'process.uptime': () => Math.floor(process.uptime() / 1e5),
};

describe('underShiftedClock(run)', () => {
  it.each(Object.entries(clocks))('shows another %s, and puts it back', (_, read) => {
    const now = read();
    expect(underShiftedClock(read)).not.toEqual(now);
    expect(read()).toEqual(now);
  });

  it('changes every part of a date, whatever the date is', () => {
    const parts = (date: Date): readonly number[] => [
      date.getUTCFullYear(),
      date.getUTCMonth(),
      date.getUTCDate(),
      date.getUTCDay(),
      date.getUTCHours(),
      date.getUTCMinutes(),
      date.getUTCSeconds(),
      date.getUTCMilliseconds(),
    ];
    // Whatever passes between the two clocks makes the difference smaller.
    const shift = Math.max(
      ...Array.from({ length: 10 }, () => underShiftedClock(() => Date.now()) - Date.now()),
    );
    // Four years of days, a leap day among them, each at an hour of its own.
    for (let day = 0; day < 1461; day++) {
      const time = Date.UTC(2023, 0, 1 + day, day % 24, (7 * day) % 60);
      const later = parts(new Date(time + Math.round(shift / 1000) * 1000 + 123));
      for (const [i, part] of parts(new Date(time)).entries()) expect(later[i], `${day}`).not.toBe(part);
    }
  });

  it('leaves dates what they are', () => {
    const before = new Date(0);
    const [made, given, parsed] = underShiftedClock(() => {
      expect(before instanceof Date).toBe(true);
      expect(new Date() instanceof Date).toBe(true);
      return [new Date(), new Date(2001, 1, 3), Date.parse('2001-02-03')] as const;
    });
    expect(made instanceof Date).toBe(true);
    expect(given).toEqual(new Date(2001, 1, 3));
    expect(parsed).toBe(Date.UTC(2001, 1, 3));
  });

  it('measures spans of time as they are', () => {
    const [seconds, nanoseconds] = underShiftedClock(() => process.hrtime(process.hrtime()));
    // The shift is days; a busy machine may take a while between the two.
    expect(seconds).toBeLessThan(600);
    expect(nanoseconds).toBeGreaterThanOrEqual(0);
  });

  it('puts the clocks back where the run throws', () => {
    const here = () => [Date, Date.now, Date.prototype.constructor, performance.now, process.hrtime];
    const before = here();
    expect(() => underShiftedClock(() => JSON.parse('{'))).toThrow(SyntaxError);
    expect(here()).toEqual(before);
    expect(Object.keys(performance)).not.toContain('now');
  });
});

describe('underConstantRandom(run)', () => {
  it('makes Math.random constant, and puts it back', () => {
    const { random } = Math;
    expect(underConstantRandom(() => [Math.random(), Math.random()])).toEqual([0.5, 0.5]);
    expect(Math.random).toBe(random);
  });
});
