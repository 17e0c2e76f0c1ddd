import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { openMeter } from './usage.ts';
import { startWatchdog } from './watchdog.ts';

/** What differs between the tests. */
interface Own {
  /** What it may use, as a share of what it has. */
  readonly memory?: number;
  readonly isCheap?: false;
}

/** Watches a shell that runs a text and shows no sign of life. @returns why it was ended, and after how many milliseconds */
const ended = async (text: string, { memory = 1e6, isCheap }: Own) => {
  const child = spawn('/bin/sh', ['-c', text], { stdio: 'ignore' });
  const exit = once(child, 'exit');
  const meter = { ...openMeter(child.pid!), ...(isCheap === false && { isCheap }) };
  // Until then it is being loaded, and grows.
  while (meter.read()?.cpu === 0 && meter.read()?.state === 'running') await wait(1);
  const watchdog = startWatchdog();
  const start = performance.now();
  const stop = watchdog.watch({
    timeout: 200,
    memory: { before: 0, most: memory * meter.read()!.resident },
    heartbeat: () => 0,
    meter,
    terminate: async () => void child.kill('SIGKILL'),
  });
  await exit;
  const after = performance.now() - start;
  watchdog.close();
  meter.close();
  return { reason: stop(), after };
};

const late = { reason: 'never-returns', message: 'did not return within 0.2 s' };

it.each([
  ['computes', 'while :; do :; done'],
  ['sleeps', 'while :; do sleep 60; done'],
])('watch(worker) ends a process that %s and shows no sign of life', async (_, text) => {
  const { reason, after } = await ended(text, {});
  expect(reason).toEqual(late);
  expect(after).toBeGreaterThan(200);
});

const sleeping = 'while :; do sleep 60; done';

it('watch(worker) ends a process that uses more memory than it may', async () => {
  expect((await ended(sleeping, { memory: 0.5 })).reason?.reason).toBe('memory');
});

it('watch(worker) says of one that is late that it had used up most of its memory', async () => {
  const { reason } = await ended(sleeping, { memory: 1.6 });
  expect(reason?.message).toMatch(/^did not return within 0.2 s and made its process use \d+ MB more$/);
});

it('watch(worker) asks seldom where each reading starts a program, and ends a process all the same', async () => {
  expect((await ended(sleeping, { isCheap: false })).reason?.reason).toBe('never-returns');
});
