import type { SideEffects } from './serve.ts';

/**
 * Watches this thread for what user code does besides returning: text on standard output, promises that are rejected
 * with nobody listening. Standard output is swallowed, so that `--json` stays clean. Meant for a worker thread.
 */
export const watchSideEffects = (): SideEffects => {
  let seen: { cause: 'writes-output' | 'rejects-promise'; message: string }[] = [];
  const swallow = (chunk: unknown): boolean => {
    const text = (typeof chunk === 'string' ? chunk : String(chunk)).slice(0, 200).trim();
    if (seen.length < 10)
      seen.push({ cause: 'writes-output', message: `wrote "${text}" to standard output` });
    return true;
  };
  process.stdout.write = swallow;
  process.stderr.write = () => true;
  process.on('unhandledRejection', (reason) => {
    const text = reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason);
    if (seen.length < 10)
      seen.push({ cause: 'rejects-promise', message: `left a promise rejected: ${text}` });
  });
  return {
    take: () => {
      const taken = seen;
      seen = [];
      return taken;
    },
  };
};
