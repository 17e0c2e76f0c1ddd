import { once } from 'node:events';
import { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { endWith } from './interruption.ts';

it('endWith(stream, end) reads a stream to its end, and then ends', async () => {
  const stream = new PassThrough();
  let ended = 0;
  const hasEnded = endWith(stream, () => {
    ended++;
  });
  stream.write('nothing that anybody reads');
  expect([ended, hasEnded()]).toEqual([0, false]);
  stream.end();
  await once(stream, 'end');
  expect([ended, hasEnded()]).toEqual([1, true]);
});

it('endWith(socket) does not keep this process', () => {
  const socket = new Socket();
  endWith(socket, () => {});
  expect(socket.listenerCount('end')).toBeGreaterThan(0);
  socket.destroy();
});
