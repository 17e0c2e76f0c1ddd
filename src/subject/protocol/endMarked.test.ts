import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { endMarked } from './endMarked.ts';

it('endMarked(mark) ends what was started with the mark, in whichever session, and nothing else', async () => {
  const start = (mark: string) =>
    spawn('sleep', ['60'], { detached: true, stdio: 'ignore', env: { ...process.env, NATGRAD_TEST: mark } });
  const [mine, other] = [start(`${process.pid}-mine`), start(`${process.pid}-other`)];
  await Promise.all([mine, other].map((child) => once(child, 'spawn')));
  endMarked(`NATGRAD_TEST=${process.pid}-mine`);
  expect(await once(mine, 'exit')).toEqual([null, 'SIGKILL']);
  expect(other.exitCode ?? other.signalCode).toBeNull();
  endMarked(`NATGRAD_TEST=${process.pid}-mine`);
  other.kill('SIGKILL');
  await once(other, 'exit');
});
