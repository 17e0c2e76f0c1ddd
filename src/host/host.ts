import type { Executor } from '../campaign/executor.ts';
import { isolatedExecutor } from './isolated.ts';
import type { Limits } from './limits.ts';

/** Where the rules of one run of the program are run: executors that can all be interrupted at once. */
export interface Host {
  open(size: number): Executor;
  /** Ends what is under way, in every executor that is open or will be. */
  interrupt(): void;
}

/** Executors under the same limits. */
export const openHost = (limits: Limits): Host => {
  const executors = new Set<Executor>();
  let isInterrupted = false;
  return {
    open: (size) => {
      const executor = isolatedExecutor(size, limits);
      if (isInterrupted) executor.interrupt();
      executors.add(executor);
      return {
        ...executor,
        close: async () => {
          executors.delete(executor);
          await executor.close();
        },
      };
    },
    interrupt: () => {
      isInterrupted = true;
      for (const executor of executors) executor.interrupt();
    },
  };
};
