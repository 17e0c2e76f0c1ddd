#!/usr/bin/env node
import { writeSync } from 'node:fs';
import module from 'node:module';

// Whatever goes wrong is one line and exit code 2: a stack trace and exit code 1 would be read as "falsified". So nothing
// of this program is imported before there is someone to hear that it cannot be.
const usage = 2;
let ended = false;

/** The last line of this process, written at once. */
const end = (line: string): void => {
  ended = true;
  try {
    writeSync(2, `natgrad-check: ${line}\n`);
  } catch {
    // No one reads it.
  }
};

const nameOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? `${error.code}` : 'unknown';

const onUnexpected = async (error: unknown): Promise<void> => {
  if (ended) return;
  ended = true;
  try {
    const { unexpected } = await import('./terminal/unexpected.ts');
    unexpected({ err: (text) => writeSync(2, text) }, error);
  } catch {
    // Not even that could be imported, as where there are too few file handles.
    end(`failed unexpectedly (${nameOf(error)}); where that is EMFILE, raise the limit: "ulimit -n 1024"`);
  }
  process.exit(usage);
};
// A command that runs user code in this process listens itself, and knows better what it was. That code may remove every
// listener; then rejections come here, too.
process.setUncaughtExceptionCaptureCallback((error) => {
  const listeners = process.listeners('uncaughtException');
  for (const listen of listeners) listen(error, 'uncaughtException');
  if (listeners.length === 0) void onUnexpected(error);
});
process.on('unhandledRejection', (reason) => {
  if (process.listenerCount('unhandledRejection') === 1) void onUnexpected(reason);
});
process.on('exit', (code) => {
  // A second Ctrl-C ends it at once.
  if (ended || code === 130) return;
  end('ended before the command was over: code that it ran has ended its process');
  process.exitCode = usage;
});

/** Keeps what was compiled for the next run, where Node.js can: from 22.1 on. */
const keepCompiled = (): void => {
  const enable: unknown = Reflect.get(module, 'enableCompileCache');
  if (typeof enable === 'function') enable();
};

const run = async (): Promise<number> => {
  keepCompiled();
  // Before everything else: the processes of a run load while this one does.
  await import('./startFirst.ts');
  const { buildProgram, complain, errorCode, errorText, processTerminal, runProgram } = await import(
    './command.ts'
  );
  // No output is a reason to lose the report: neither a reader that went away, such as `head`, nor a full disk. The latter
  // changes the exit code, for the verdict was not seen.
  let lost = false;
  process.stdout.on('error', (error) => {
    if (errorCode(error) === 'EPIPE' || lost) return;
    lost = true;
    process.exitCode = usage;
    complain(processTerminal, `standard output cannot be written (${errorText(error)})`);
  });
  process.stderr.on('error', () => {});
  const exitCode = await runProgram(buildProgram(processTerminal), process.argv, processTerminal);
  return lost ? usage : exitCode;
};

try {
  process.exitCode = await run();
} catch (error) {
  await onUnexpected(error);
}
ended = true;
