import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { watchSideEffects } from './sideEffects.ts';

/** A process, as far as it is watched; what reaches its own streams is kept. */
const someProcess = () => {
  const written: unknown[] = [];
  const stream = () => ({ write: (text: unknown) => written.push(text) > 0 });
  const events = new EventEmitter();
  return Object.assign(events, { stdout: stream(), stderr: stream(), kill: (): true => true, written });
};

describe('watchSideEffects(process)', () => {
  it('notes what is written, rejected and thrown, and lets none of it out', () => {
    const watched = someProcess();
    const effects = watchSideEffects(watched);
    watched.stdout.write('  hello\n');
    watched.stdout.write(Buffer.from('bytes'));
    watched.stderr.write('a warning is no side effect');
    watched.emit('unhandledRejection', new TypeError('late'));
    watched.emit('uncaughtException', 'a string');
    expect(effects.take()).toEqual([
      { cause: 'writes-output', message: 'wrote "hello" to standard output' },
      { cause: 'writes-output', message: 'wrote "bytes" to standard output' },
      { cause: 'rejects-promise', message: 'left a promise rejected: TypeError: late' },
      { cause: 'throws-later', message: 'threw out of a callback: a string' },
    ]);
    expect(effects.take()).toEqual([]);
    expect(watched.written).toEqual([]);
  });

  it('keeps the first few of many, and no long text', () => {
    const watched = someProcess();
    const effects = watchSideEffects(watched);
    for (let i = 0; i < 1000; i++) watched.stdout.write(`${i} ${'x'.repeat(10_000)}`);
    const taken = effects.take();
    expect(taken.length).toBeLessThanOrEqual(10);
    expect(taken[0]?.message).toMatch(/^wrote "0 x+" to standard output$/);
    for (const { message } of taken) expect(message.length).toBeLessThan(300);
  });

  it('refuses to kill a process', () => {
    const watched = someProcess();
    watchSideEffects(watched);
    expect(() => watched.kill()).toThrow('process.kill is not for a rule');
  });
});
