import type { Limits } from '../fuzz/pool.ts';

/** Milliseconds that one step of a rule may take where `--timeout` says nothing else. */
export const usualTimeout = 5000;

/** What a rule may use: as long as is said for a step, ten seconds to load, and 1 GiB of memory. */
export const limitsOf = (stepTimeout: number): Limits => ({
  stepTimeout,
  loadTimeout: 10_000,
  memory: 2 ** 30,
});
