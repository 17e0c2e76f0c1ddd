import { describe, expect, it } from 'vitest';
import { suggest, UsageError } from '../errors.ts';
import { parseContract, parseCount, parseDimension, parseDuration, parseRisk, parseShard } from './parse.ts';
import { buildProgram } from './program.ts';
import { runProgram } from './runProgram.ts';
import { exitCodeOf } from './terminal/exit.ts';
import { fold } from './terminal/fold.ts';
import { interruption } from './terminal/interruption.ts';
import { printable } from './terminal/printable.ts';
import { processTerminal } from './terminal/terminal.ts';

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

it('parseRisk(given) reads a share of cases, and says which there are', () => {
  expect(parseRisk('1/100000')).toBe(1e-5);
  expect(() => parseRisk('1e-9')).toThrow(
    '--risk: must be a risk from 1/33,380,820, which 100,000,000 cases of each check are for, to 1/2, such as 1/100000 or 1e-5, got "1e-9"',
  );
});

describe('parseShard(given)', () => {
  it('reads part/parts', () => expect(parseShard('2/8')).toEqual({ index: 1, count: 8 }));
  it('leaves auto to the environment', () => expect(parseShard(' auto ')).toBe('auto'));
  it.each(['0/2', '3/2', '1', '1/0', 'a/b', '-1/2'])('refuses %j', (given) => {
    expect(() => parseShard(given)).toThrow('--shard: must be part/parts');
  });
});

describe('parseContract(given)', () => {
  it('reads every promise', () => {
    expect(parseContract('every-step')).toBe('every-step');
    expect(parseContract('window:20')).toEqual({ window: 20 });
    expect(parseContract('share:0.9')).toEqual({ share: 0.9 });
  });
  it.each(['always', 'window', 'window:0', 'window:x', 'share:2', ''])('refuses %j', (given) => {
    expect(() => parseContract(given)).toThrow('--contract: must be small-step');
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
    expect(printable('\u0000'.repeat(1e6), 10)).toBe(' …');
    expect(printable('a\u202eb\u2066c\u200bd\ufeffe', 20)).toBe('a b c d e');
    expect(printable('a\u009b31mb\u2028c', 20)).toBe('a 31mb c');
    expect(printable('👩'.repeat(9), 4)).toBe('👩…');
  });
});

describe('interruption()', () => {
  it('takes one key press for one, and listens no more once it is closed', () => {
    const before = process.listenerCount('SIGINT');
    const interrupted = interruption();
    expect(interrupted.happened()).toBeUndefined();
    process.emit('SIGINT');
    // npm hands the same key press on.
    process.emit('SIGINT');
    expect(interrupted.happened()).toBe('interrupted');
    interrupted.close();
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});

describe('runProgram(program, argv, terminal)', () => {
  /** Runs a command whose output fails, as nothing should. */
  const failed = async (error: unknown) => {
    let err = '';
    const terminal = {
      out: () => {
        throw error;
      },
      err: (text: string) => {
        err += text;
      },
      width: 80,
    };
    const code = await runProgram(
      buildProgram(terminal),
      ['node', 'natgrad-check', 'list', 'rules'],
      terminal,
    );
    return { code, err };
  };

  it('says in one line that it failed, and ends with 2, for 1 means falsified', async () => {
    expect(await failed(new Error('a\n\u001b[2J bug'))).toEqual({
      code: 2,
      err: 'natgrad-check: failed unexpectedly (Error: a [2J bug); please report it with what NATGRAD_DEBUG=1 shows\n',
    });
    expect((await failed(Object.create(null))).err).toContain('(an object without a text)');
    expect((await failed(Object.assign(new Error('open'), { code: 'EMFILE' }))).err).toMatch(/ulimit/);
    expect((await failed(Object.assign(new Error('x'), { code: 'constructor' }))).err).toMatch(/report it/);
  });

  it('says where, too, with NATGRAD_DEBUG', async () => {
    process.env.NATGRAD_DEBUG = '1';
    try {
      expect((await failed(new Error('a bug'))).err).toMatch(/\n\s+at /);
      expect((await failed('a text')).err).not.toMatch(/\n\s+at /);
    } finally {
      delete process.env.NATGRAD_DEBUG;
    }
  });
});

describe('processTerminal', () => {
  it('has a width, and writes to both streams', () => {
    expect(processTerminal.width).toBeGreaterThan(0);
    processTerminal.out('');
    processTerminal.err('');
  });
});
