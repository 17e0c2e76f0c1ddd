import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { withDescendants } from './usage.ts';

const own = { state: 'asleep', cpu: 5, resident: 100 } as const;

it('withDescendants(usage, pid, page) is the usage of a process that has started nothing', async () => {
  const child = spawn('sleep', ['9'], { stdio: 'ignore' });
  await once(child, 'spawn');
  expect(withDescendants(own, child.pid!, 4096)).toEqual(own);
  child.kill('SIGKILL');
});

it('withDescendants(usage, pid, page) adds what a process has started, and what that has', async () => {
  const child = spawn('sh', ['-c', '(sh -c "while :; do :; done" & echo started; wait); :'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  await once(child.stdout, 'data');
  const isSeen = existsSync(`/proc/${child.pid}/task/${child.pid}/children`);
  let usage = withDescendants(own, child.pid!, 4096);
  for (let i = 0; isSeen && i < 1000 && !(usage.cpu > 5 && usage.state === 'running'); i++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    usage = withDescendants(own, child.pid!, 4096);
  }
  process.kill(-child.pid!, 'SIGKILL');
  expect(usage.state).toBe(isSeen ? 'running' : 'asleep');
  expect(usage.resident > 100).toBe(isSeen);
});
