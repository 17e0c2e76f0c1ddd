import { describe, expect, it } from 'vitest';
import { exitCodeOf } from './exitCode.ts';
import { fileNameOf } from './fileName.ts';
import { importPath } from './importPath.ts';
import { interruption } from './interruption.ts';
import { parseCount, parseDimension, parseDuration, parsePromise, parseShard } from './parse.ts';
import { buildProgram } from './program.ts';
import { runProgram } from './runProgram.ts';
import { suggest } from './suggest.ts';
import { processTerminal } from './terminal.ts';
import { UsageError } from './usageError.ts';
import { fold, printable } from './verdictLines.ts';

describe('parseCount(option, range)', () => {
  const parse = parseCount('runs', { min: 1, max: 10_000 });
  it('reads whole numbers', () => {
    expect(parse('12')).toBe(12);
    expect(parse('1e3')).toBe(1000);
  });
  it.each(['0', '-1', 'NaN', '', ' ', '1.5', 'ten', 'Infinity', '10001'])('refuses %j', (given) => {
    expect(() => parse(given)).toThrow(UsageError);
    expect(() => parse(given)).toThrow(`--runs: must be a whole number from 1 to 10,000, got "${given}"`);
  });
});

describe('parseDimension(given)', () => {
  it('reads one dimension and a range', () => {
    expect(parseDimension('3')).toEqual({ min: 3, max: 3 });
    expect(parseDimension('1..64')).toEqual({ min: 1, max: 64 });
  });
  it.each(['0', '1000000000', '5..2', '-1', '1..', 'x', '1.5', ''])('refuses %j', (given) => {
    expect(() => parseDimension(given)).toThrow(UsageError);
  });
});

describe('parseDuration(option)', () => {
  it('reads units', () => {
    expect(['500ms', '60s', '1.5m', '2h'].map(parseDuration('time'))).toEqual([
      500, 60_000, 90_000, 7_200_000,
    ]);
  });
  it.each(['60', '0s', '-1s', 's', '1d', ''])('refuses %j', (given) => {
    expect(() => parseDuration('time')(given)).toThrow('--time: must be a duration');
  });
});

describe('parseShard(given)', () => {
  it('reads part/parts', () => expect(parseShard('2/8')).toEqual({ index: 1, count: 8 }));
  it.each(['0/2', '3/2', '1', '1/0', 'a/b', '-1/2'])('refuses %j', (given) => {
    expect(() => parseShard(given)).toThrow('--shard: must be part/parts');
  });
});

describe('parsePromise(given)', () => {
  it('reads every promise', () => {
    expect(parsePromise('every-step')).toBe('every-step');
    expect(parsePromise('window:20')).toEqual({ window: 20 });
    expect(parsePromise('share:0.9')).toEqual({ share: 0.9 });
  });
  it.each(['always', 'window', 'window:0', 'window:x', 'share:2', ''])('refuses %j', (given) => {
    expect(() => parsePromise(given)).toThrow('--contract: must be small-step');
  });
});

describe('suggest(name, known, listing)', () => {
  it('names the nearest where it is near', () => {
    expect(suggest('adm', ['adam', 'lion'], 'list')).toBe('did you mean "adam"? See "list"');
    expect(suggest('zzzzzzzz', ['adam', 'lion'], 'list')).toBe('see "list"');
    expect(suggest('x', [], 'list')).toBe('see "list"');
  });
});

describe('exitCodeOf(verdicts)', () => {
  it('ranks 2 above 1 above 3 above 0', () => {
    expect(exitCodeOf(['verified', 'unusable', 'falsified'])).toBe(2);
    expect(exitCodeOf(['inconclusive', 'falsified'])).toBe(1);
    expect(exitCodeOf(['verified', 'vacuous'])).toBe(3);
    expect(exitCodeOf(['verified'])).toBe(0);
  });
});

describe('fileNameOf(text)', () => {
  it('keeps plain names and tells other ones apart', () => {
    expect(fileNameOf('heavy-ball')).toBe('heavy-ball');
    const odd = ['a b', 'a/b', '../x', '<script>', '', 'é', 'x'.repeat(1000), '.', '..'].map(fileNameOf);
    expect(new Set(odd).size).toBe(odd.length);
    for (const name of odd) expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,80}$/);
  });
});

describe('fold(text, width, indent)', () => {
  it('keeps every word and no line longer than the width', () => {
    const text = 'one two three four five six seven';
    const folded = fold(text, 12, '  ');
    expect(folded.split(/\s+/).join(' ')).toBe(text);
    for (const line of folded.split('\n')) expect(line.length).toBeLessThanOrEqual(12);
  });
});

describe('printable(text, longest)', () => {
  it('drops what a terminal would obey, and bounds the length', () => {
    expect(printable('a\u001b[31m\nb', 20)).toBe('a [31m b');
    expect(printable('x'.repeat(1e6), 10)).toBe(`${'x'.repeat(9)}…`);
  });
});

describe('importPath(folder, file)', () => {
  it('is relative to the folder, wherever the file is', () => {
    expect(importPath('a/b', 'a/b/rule.js')).toBe('./rule.js');
    expect(importPath('a/b', 'rule.js')).toBe('../../rule.js');
  });
});

describe('interruption()', () => {
  it('takes one key press for one, and ends at once on a later one', async () => {
    const interrupted = interruption();
    expect(interrupted.happened()).toBeUndefined();
    process.emit('SIGINT');
    // npm hands the same key press on.
    process.emit('SIGINT');
    expect(interrupted.happened()).toBe('interrupted');
    await new Promise((resolve) => setTimeout(resolve, 1050));
    expect(() => process.emit('SIGTERM')).toThrow('130');
    interrupted.close();
    expect(process.listenerCount('SIGINT')).toBe(0);
  });
});

describe('runProgram(program, argv, terminal)', () => {
  it('hides no fault of its own', async () => {
    const terminal = {
      out: () => {
        throw new Error('a bug');
      },
      err: () => {},
      width: 80,
    };
    const argv = ['node', 'natgrad-check', 'list', 'rules'];
    await expect(runProgram(buildProgram(terminal), argv, terminal)).rejects.toThrow('a bug');
  });
});

describe('processTerminal', () => {
  it('has a width, and writes to both streams', () => {
    expect(processTerminal.width).toBeGreaterThan(0);
    processTerminal.out('');
    processTerminal.err('');
  });
});
