import { availableParallelism } from 'node:os';
import type { Executor, LoadRequest, Reply } from '../campaign/executor.ts';
import { UsageError } from '../errors.ts';
import { loadPatienceOf } from '../subject/catalog.ts';
import { changedBetween } from '../subject/changedFile.ts';
import type { LoadedFile, ObservedCase, RuleDescription } from '../types/campaign.ts';
import { hasGroups } from './early.ts';
import type { Limits } from './limits.ts';
import { poolOf } from './pool.ts';
import { type RuleWorker, ruleWorker } from './ruleWorker.ts';
import { startWatchdog } from './watchdog.ts';

/** Milliseconds by which a subject that is a program of its own has been given up by the worker itself. */
const slowestLoad = ({ rule, against, lossFile }: LoadRequest): number =>
  [rule, against, lossFile?.endsWith('.py') ? { kind: 'process', spec: lossFile } : undefined].reduce(
    (sum, reference) => sum + (reference ? loadPatienceOf(reference) : 0),
    0,
  );

const onWindows =
  'needs processes that can be ended with all that they started, which Windows has not; it works under WSL';

/**
 * An executor whose rule runs in processes, which are ended where it never returns, uses up memory or ends its process.
 * A worker that is lost is replaced; the request that it served is answered with where it was.
 *
 * @param size number of workers
 * @throws UsageError on a system whose processes have no groups
 */
export const isolatedExecutor = (size: number, limits: Limits): Executor => {
  if (!hasGroups) throw new UsageError(onWindows);
  const watchdog = startWatchdog();
  let listener: (check: number, observed: ObservedCase) => void = () => {};
  const workers = Array.from({ length: size }, () =>
    ruleWorker(limits.memory, watchdog, ({ check, found }) => listener(check, found)),
  );
  for (const worker of workers.slice(0, availableParallelism())) worker.prepare();
  const pool = poolOf(workers);
  /** What every worker has to have loaded. */
  let wanted: LoadRequest | undefined;
  /** What was read, by request: every worker has to run the same texts. */
  const versions = new Map<LoadRequest, readonly LoadedFile[]>();
  const loadInto = async (worker: RuleWorker, request: LoadRequest): Promise<Reply<never>> => {
    const reply = await worker.ask(
      { kind: 'load', ask: request },
      Math.max(limits.loadTimeout, slowestLoad(request)),
    );
    if (reply.kind !== 'answer') return reply;
    const { files }: Pick<RuleDescription, 'files'> = reply.answer;
    const changed = changedBetween(versions.get(request) ?? files, files);
    if (changed !== undefined) return { kind: 'unusable', fault: changed };
    versions.set(request, files);
    return reply;
  };
  return {
    size,
    load: (request) => {
      wanted = request;
      return pool.use((worker) => loadInto(worker, request));
    },
    ask: (kind, ask, patience = limits.stepTimeout) =>
      pool.use(async (worker) => {
        if (wanted && worker.loaded() !== wanted) {
          const reply = await loadInto(worker, wanted);
          if (reply.kind !== 'answer') return reply;
        }
        return worker.ask({ kind, ask }, Math.min(patience, limits.stepTimeout));
      }),
    onFound: (given) => {
      listener = given;
    },
    interrupt: () => {
      for (const worker of workers) worker.interrupt();
    },
    close: async () => {
      watchdog.close();
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
};
