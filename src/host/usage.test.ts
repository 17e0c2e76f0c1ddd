import { describe, expect, it } from 'vitest';
import { openMeter, usageOf, usageOfPs } from './usage.ts';

const stat = (state: string, name = 'node'): string =>
  `4242 (${name}) ${state} 1 4242 4242 0 -1 4194560 9000 0 0 0 123 45 0 0 20 0 11 0 815 1000000 5000 18446744073709551615`;

describe('usageOf(stat, statm, page)', () => {
  it.each([
    ['R', 'running'],
    ['S', 'asleep'],
    ['D', 'held up'],
    ['T', 'held up'],
  ])('reads a process in state %s', (letter, state) => {
    expect(usageOf(stat(letter), '3000 500 400 1 0 900 0\n', 4096)).toEqual({
      state,
      cpu: 1680,
      resident: 500 * 4096,
    });
  });

  it('reads a name that looks like other fields', () => {
    expect(usageOf(stat('R', 'a) S 1 (b'), '3000 500', 4096)).toMatchObject({ state: 'running', cpu: 1680 });
  });

  it.each([stat('Z'), stat('X'), '', '4242 (node)'])('is undefined where the process is gone: %s', (text) => {
    expect(usageOf(text, '0 0 0 0 0 0 0', 4096)).toBeUndefined();
  });
});

describe('usageOfPs(line)', () => {
  it.each([
    ['S    00:00:12 43210\n', { state: 'asleep', cpu: 12_000, resident: 43_210 * 1024 }],
    ['R+   2:03.45  10', { state: 'running', cpu: 123_450, resident: 10_240 }],
    ['Ds 1-02:00:00 1', { state: 'held up', cpu: 93_600_000, resident: 1024 }],
    ['Z 00:00:00 0', undefined],
    ['', undefined],
    ['ps: no such option', undefined],
  ])('reads %j', (line, usage) => {
    expect(usageOfPs(line)).toEqual(usage);
  });
});

it('openMeter(pid) reads this process, whose processor time only grows, and no process that is not there', () => {
  const meter = openMeter(process.pid);
  const before = meter.read();
  expect(before?.resident).toBeGreaterThan(2 ** 24);
  expect(meter.read()!.cpu).toBeGreaterThanOrEqual(before!.cpu);
  meter.close();
  const nobody = openMeter(2 ** 22 + 1);
  expect(nobody.read()).toBeUndefined();
  nobody.close();
});
