/** Workers that serve one request at a time each, and the requests that wait for them. */
export interface Pool<Worker> {
  /** How many requests are served at once. */
  readonly size: number;
  /** Lends a worker to `work` as soon as one is free: first come, first served. */
  use<Answer>(work: (worker: Worker) => Promise<Answer>): Promise<Answer>;
}

/** Schedules requests on workers of any kind; of those that are free, the first of the list is taken. */
export const poolOf = <Worker>(workers: readonly Worker[]): Pool<Worker> => {
  const busy = new Set<Worker>();
  const waiting: ((worker: Worker) => void)[] = [];
  const acquire = (): Promise<Worker> =>
    new Promise((resolve) => {
      const free = workers.find((worker) => !busy.has(worker));
      if (free === undefined) waiting.push(resolve);
      else {
        busy.add(free);
        resolve(free);
      }
    });
  const release = (worker: Worker): void => {
    const next = waiting.shift();
    if (next) next(worker);
    else busy.delete(worker);
  };
  return {
    size: workers.length,
    use: async (work) => {
      const worker = await acquire();
      try {
        return await work(worker);
      } finally {
        release(worker);
      }
    },
  };
};
