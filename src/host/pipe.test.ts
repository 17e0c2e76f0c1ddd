import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { frameReader, longestFrame, signLength } from './frame.ts';
import { openPipe } from './pipe.ts';

const folder = mkdtempSync(join(tmpdir(), 'pipe-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sign = 's'.repeat(signLength);

/** What a pipe does on a file, which is then at its end. */
const onFile = <Result>(flags: string, work: (pipe: ReturnType<typeof openPipe>) => Result): Result => {
  const descriptor = openSync(join(folder, 'file'), flags);
  try {
    return work(openPipe(descriptor, () => sign));
  } finally {
    closeSync(descriptor);
  }
};

describe('openPipe(descriptor, sign)', () => {
  it('sends what a reader of that sign reads, and receives the same with the sign before it', () => {
    const texts = ['', 'plain', 'ψ ∇ 𝛁', 'x'.repeat(100_000)];
    onFile('w', (pipe) => {
      for (const text of texts) pipe.send(text);
    });
    expect(frameReader(sign, longestFrame).read(readFileSync(join(folder, 'file')))).toEqual(texts);
    onFile('r', (pipe) => {
      for (const text of texts) expect(pipe.receive()).toBe(sign + text);
      expect(pipe.receive()).toBeUndefined();
    });
  });

  it('receives nothing where the other end went away within a frame', () => {
    writeFileSync(join(folder, 'file'), new Uint8Array([9, 0, 0, 0, 1]));
    expect(onFile('r', (pipe) => pipe.receive())).toBeUndefined();
  });

  it('throws where nothing can be written, and where a frame is too long to be taken', () => {
    expect(() => onFile('r', (pipe) => pipe.send('x'))).toThrow('EBADF');
    expect(() => onFile('w', (pipe) => pipe.send('x'.repeat(longestFrame)))).toThrow(
      'a frame must be at most',
    );
  });
});
