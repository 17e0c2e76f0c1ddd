import { SubjectError, UsageError } from '../errors.ts';
import { hasGroups } from './early.ts';
import type { Limits } from './limits.ts';
import { ruleWorker } from './ruleWorker.ts';
import { startWatchdog } from './watchdog.ts';

/**
 * The plain values of a file of configuration, whose code runs in a process of its own, which is ended where it never
 * returns or uses up memory.
 *
 * @param file as it is named from here
 * @throws SubjectError with one line for the user, where it does not load or holds no configuration
 */
export const readConfiguration = async (file: string, limits: Limits): Promise<unknown> => {
  if (!hasGroups)
    throw new UsageError(`${file}: its code needs a process of its own, which this system has not`);
  const watchdog = startWatchdog();
  const worker = ruleWorker(limits.memory, watchdog, () => {});
  try {
    const reply = await worker.ask({ kind: 'configure', ask: { file } }, limits.loadTimeout);
    if (reply.kind === 'answer') {
      const { configuration }: { readonly configuration: unknown } = reply.answer;
      return configuration;
    }
    throw new SubjectError(
      reply.kind === 'unusable'
        ? reply.fault
        : {
            kind: 'does-not-load',
            path: file,
            says: `${reply.lost.message} while it loads; remove what runs at its top level`,
          },
    );
  } finally {
    watchdog.close();
    await worker.close();
  }
};
