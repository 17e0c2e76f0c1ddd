import { watch } from 'chokidar';
import { errorText, UsageError } from '../../errors.ts';

/** Files that are watched. */
export interface WatchedFiles {
  /** All of them. */
  readonly files: readonly string[];
  /** Which of them has changed first. @throws UsageError where the system cannot watch them */
  readonly whenChanged: Promise<string>;
  add(files: readonly string[]): void;
  close(): Promise<void>;
}

/** Watches files from now on: what is written, replaced, removed or made anew. */
export const watchFiles = async (entries: readonly string[]): Promise<WatchedFiles> => {
  const files = new Set(entries);
  const watcher = watch([...files], { ignoreInitial: true });
  const { promise: whenChanged, resolve, reject } = promised<string>();
  watcher.on('all', (_event, path) => resolve(path));
  const isReady = new Promise<void>((ready) => {
    watcher.on('ready', ready);
    watcher.on('error', (error) => {
      reject(
        new UsageError(
          `--watch: the files cannot be watched (${errorText(error)}); with CHOKIDAR_USEPOLLING=1 they are looked at instead`,
        ),
      );
      ready();
    });
  });
  // It is waited for after a run.
  whenChanged.catch(() => {});
  await isReady;
  return {
    get files() {
      return [...files];
    },
    whenChanged,
    add: (more) => {
      const fresh = more.filter((file) => !files.has(file));
      for (const file of fresh) files.add(file);
      watcher.add(fresh);
    },
    close: () => watcher.close(),
  };
};

/** A promise with what settles it. */
const promised = <Value>() => {
  let resolve: (value: Value) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<Value>((settle, fail) => {
    resolve = settle;
    reject = fail;
  });
  return { promise, resolve, reject };
};
