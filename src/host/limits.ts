/** What user code may use before its worker is ended. */
export interface Limits {
  /** Milliseconds without any sign of life, about one call into the rule: of processor time, or asleep; four times as long where neither. */
  readonly stepTimeout: number;
  /** The same for a file to load, from when this program is loaded. */
  readonly loadTimeout: number;
  /** Bytes of resident memory of a worker beyond what it had before it loaded the file. */
  readonly memory: number;
}

/** Milliseconds that one step of a rule may take by default. */
export const usualTimeout = 5000;

/** Bytes that a rule may use. */
const usualMemory = 2 ** 30;

/** Megabytes of JavaScript objects of a worker by default. */
export const usualHeap = (): number => heapOf(usualMemory);

/** Milliseconds that a file may take to load, at least: it is compiled, and imports libraries. */
const leastLoadTimeout = 4000;

/** What a rule may use: `stepTimeout` milliseconds a step, twice that to load, and 1 GiB of memory. */
export const limitsOf = (stepTimeout: number): Limits => ({
  stepTimeout,
  loadTimeout: Math.max(leastLoadTimeout, 2 * stepTimeout),
  memory: usualMemory,
});

/** Megabytes of JavaScript objects beyond which the engine of a worker gives up; it needs some to start at all. */
export const heapOf = (memory: number): number => Math.max(256, Math.ceil(memory / 2 ** 20));
