/**
 * 400 days, 3 h, 46 min, 40 s and 123 ms, in milliseconds: whatever the time is, the year, the month, the day, the day of
 * the week, the hour, the minute, the second and the millisecond all become others, so that a rule that looks at any
 * of them notices. (400 and 401 days are no multiple of a week, nor a year and a month or less.)
 */
const clockShift = 400 * 86_400_000 + 13_600_123;

/** {@link clockShift} in nanoseconds. */
const clockShiftNanoseconds = BigInt(clockShift) * 1_000_000n;

/** One property of a global object, and what it is replaced by. */
type Replacement = readonly [owner: object, name: string, value: unknown];

/**
 * Calls `run` under other clocks: `Date`, called or constructed without arguments, `Date.now`, `performance.now`,
 * `process.hrtime` and `process.uptime` are all {@link clockShift} ahead, and restored whatever happens.
 * A rule that depends on the date or the time gives itself away by this without any waiting.
 */
export const underShiftedClock = <Result>(run: () => Result): Result => replacing(shiftedClocks(), run);

const shiftedClocks = (): readonly Replacement[] => {
  const { now } = Date;
  const { hrtime, uptime } = process;
  const elapsed = performance.now;
  const later = (): number => now() + clockShift;
  const nanoseconds = (): bigint => hrtime.bigint() + clockShiftNanoseconds;
  const date = new Proxy(Date, {
    apply: (RealDate) => new RealDate(later()).toString(),
    construct: (RealDate, given, made) =>
      Reflect.construct(RealDate, given.length === 0 ? [later()] : given, made),
  });
  return [
    [globalThis, 'Date', date],
    // A rule that holds the real one, or a date, finds the shifted clock there too.
    [Date, 'now', later],
    [Date.prototype, 'constructor', date],
    [performance, 'now', () => elapsed.call(performance) + clockShift],
    [process, 'hrtime', Object.assign(secondsSince(nanoseconds), { bigint: nanoseconds })],
    [process, 'uptime', () => uptime() + clockShift / 1000],
  ];
};

/** `process.hrtime` of a clock: seconds and nanoseconds, since an earlier result where there is one. */
const secondsSince =
  (nanoseconds: () => bigint) =>
  ([seconds, rest]: readonly [number, number] = [0, 0]): [number, number] => {
    const since = nanoseconds() - (BigInt(seconds) * 1_000_000_000n + BigInt(rest));
    return [Number(since / 1_000_000_000n), Number(since % 1_000_000_000n)];
  };

/** Calls `run` with `Math.random` replaced by a constant, and restores it whatever happens. */
export const underConstantRandom = <Result>(run: () => Result): Result =>
  replacing([[Math, 'random', () => 1 / 2]], run);

const replacing = <Result>(replacements: readonly Replacement[], run: () => Result): Result => {
  const before = replacements.map(([owner, name]) => Object.getOwnPropertyDescriptor(owner, name));
  try {
    for (const [owner, name, value] of replacements) {
      Object.defineProperty(owner, name, { value, configurable: true, writable: true, enumerable: false });
    }
    return run();
  } finally {
    for (const [i, [owner, name]] of replacements.entries()) {
      const own = before[i];
      if (own) Object.defineProperty(owner, name, own);
      else Reflect.deleteProperty(owner, name);
    }
  }
};
