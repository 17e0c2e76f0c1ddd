import { describe, expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';
import { doctor, isFrom, pythonFindings } from './doctor.ts';

/** What it says of a machine. */
const saidOf = (machine: Parameters<typeof doctor>[1]) => {
  let out = '';
  const say = (text: string): void => {
    out += text;
  };
  return { code: doctor({ out: say, err: say, width: 80 }, machine), out };
};

describe('natgrad-check doctor', () => {
  it('says in ten lines what is there, and ends with 0 where a run finds what it needs', async () => {
    const { code, out } = await runCommand('doctor');
    expect(code).toBe(0);
    const lines = out.trim().split('\n');
    expect(lines.length).toBeLessThanOrEqual(10);
    expect(lines[0]).toMatch(/^✓ natgrad-check {5}\d/);
    expect(out).toContain(`✓ Node.js           ${process.version}`);
    expect(out).toMatch(/✓ packages .*fast-check \d/);
    expect(lines.at(-1)).toBe('natgrad-check can run here');
  });

  it('ends with 2 where something is missing that no run does without', () => {
    const { code, out } = saidOf({ node: 'v18.20.0', temporary: '/nowhere', python: '/nowhere/python' });
    expect(code).toBe(2);
    expect(out).toContain('✗ Node.js           v18.20.0; 20.19 or later is needed');
    expect(out).toMatch(/✗ temporary folder {2}\/nowhere cannot be written/);
    expect(out).toContain('– Python            /nowhere/python does not run');
    expect(out).toContain('natgrad-check cannot run here');
  });
});

it('isFrom(version, least) compares number by number', () => {
  expect(['v20.19.0', 'v22.1.0', 'v20.20.1'].map((version) => isFrom(version, [20, 19]))).toEqual([
    true,
    true,
    true,
  ]);
  expect(['v20.18.9', 'v18.30.0'].map((version) => isFrom(version, [20, 19]))).toEqual([false, false]);
});

it('pythonFindings(python) tells of torch where it is', () => {
  const script = ['/bin/echo', '/bin/false'].map((program) => pythonFindings(program));
  expect(script[0]?.map(({ what }) => what)).toEqual(['Python', 'torch']);
  expect(script[1]?.map(({ mark }) => mark)).toEqual(['–']);
});
