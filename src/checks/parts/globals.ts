/** A day and a bit: far enough for any rule that looks at a clock to notice. */
const clockShift = 100_000_123;

/**
 * Calls `run` under other clocks: `Date.now` and `performance.now` shifted by a day, and restored whatever happens.
 * A rule that depends on the time of day gives itself away by this without any waiting.
 */
export const underShiftedClock = <Result>(run: () => Result): Result => {
  const { now } = Date;
  const elapsed = performance.now;
  Date.now = () => now() + clockShift;
  performance.now = () => elapsed.call(performance) + clockShift;
  try {
    return run();
  } finally {
    Date.now = now;
    performance.now = elapsed;
  }
};

/** Calls `run` with `Math.random` replaced by a constant, and restores it whatever happens. */
export const underConstantRandom = <Result>(run: () => Result): Result => {
  const { random } = Math;
  Math.random = () => 1 / 2;
  try {
    return run();
  } finally {
    Math.random = random;
  }
};
