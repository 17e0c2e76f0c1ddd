import { describe, expect, it } from 'vitest';
import { runWindow, stepWindows } from './window.ts';

const exact = (...values: readonly number[]) => values.map((value) => ({ value, bound: 0 }));

describe('stepWindows(losses)', () => {
  it('is the number of steps until the loss is below for the first time, or null', () => {
    expect(stepWindows(exact(3, 4, 2, 2, 1))).toEqual([2, 1, 2, 1]);
    expect(stepWindows(exact(1, 2, 3))).toEqual([null, null]);
  });

  it('does not count a fall inside the rounding error', () => {
    expect(
      stepWindows([
        { value: 1, bound: 0.1 },
        { value: 0.85, bound: 0.1 },
        { value: 0.5, bound: 0.1 },
      ]),
    ).toEqual([2, 1]);
  });

  it('takes NaN for a loss that did not fall', () => {
    expect(stepWindows(exact(1, Number.NaN, 0))).toEqual([2, null]);
  });
});

describe('runWindow(losses)', () => {
  it('is the smallest shift over which every loss falls', () => {
    expect(runWindow(exact(3, 2, 1))).toBe(1);
    expect(runWindow(exact(3, 4, 2, 3, 1, 2))).toBe(2);
  });

  it('is null on a periodic run, whatever its length', () => {
    expect(runWindow(exact(1, 2, 1, 2, 1, 2))).toBeNull();
  });

  it('does not take a longer window for granted where a shorter one does', () => {
    // Falls over 2 at every step, but not over 3 from the first.
    expect(runWindow(exact(3, 5, 2, 4, 1, 3))).toBe(2);
  });
});
