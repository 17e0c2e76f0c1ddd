import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isWithin, readRegularFile } from './regularFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'regular-'));
const at = (name: string): string => join(folder, name);
const socket = createServer();
beforeAll(async () => {
  writeFileSync(at('plain'), 'θ');
  writeFileSync(at('empty'), '');
  writeFileSync(at('large'), '');
  truncateSync(at('large'), 2 ** 40);
  mkdirSync(at('folder'));
  execFileSync('mkfifo', [at('pipe')]);
  symlinkSync(at('plain'), at('folder/out'));
  symlinkSync(at('pipe'), at('pipe-link'));
  symlinkSync(at('loop'), at('loop'));
  await new Promise<void>((resolve) => {
    socket.listen(at('socket'), resolve);
  });
});
afterAll(() => {
  socket.close();
  rmSync(folder, { recursive: true, force: true });
});

it('readRegularFile(path, reading) is the text of a file, through links too', () => {
  expect(readRegularFile(at('plain'), { limit: 2 })).toBe('θ');
  expect(readRegularFile(at('empty'), { limit: 0 })).toBe('');
  expect(readRegularFile(at('folder/out'), { limit: 9 })).toBe('θ');
  expect(readRegularFile(at('plain'), { limit: 9, within: folder })).toBe('θ');
});

it.each([
  ['folder', /a folder, not a file/],
  ['pipe', /a named pipe, not a file/],
  ['pipe-link', /a named pipe, not a file/],
  ['socket', /a socket, not a file/],
  ['/dev/zero', /a device, not a file/],
  ['large', /larger than the 1,000 bytes/],
  ['none', /ENOENT/],
  ['loop', /ELOOP/],
  ['plain/below', /ENOTDIR/],
])('readRegularFile(%j, reading) says at once why it is not read', (name, says) => {
  expect(() => readRegularFile(name.startsWith('/') ? name : at(name), { limit: 1000 })).toThrow(says);
});

it('readRegularFile(path, reading) stops at its limit where a file does not say how long it is', () => {
  expect(() => readRegularFile('/proc/self/status', { limit: 100 })).toThrow(/larger than the 100 bytes/);
});

it('readRegularFile(path, reading) follows no link out of the folder that it is to stay in', () => {
  expect(() => readRegularFile(at('folder/out'), { limit: 9, within: at('folder') })).toThrow(
    /a link out of its folder/,
  );
});

it.each([
  ['/a/b', '/a', true],
  ['/a', '/a', true],
  ['/a', '/a/', true],
  ['/ab', '/a', false],
  ['/a', '/a/b', false],
  ['/a', '/', true],
])('isWithin(%j, %j) is %j', (path, within, is) => {
  expect(isWithin(path, within)).toBe(is);
});
