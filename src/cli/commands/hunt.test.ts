import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';

const folder = mkdtempSync(join(tmpdir(), 'hunt-'));
afterAll(() => rmSync(folder, { recursive: true }));
const report = ['--report', folder];

describe('natgrad-check hunt', () => {
  it('shows the function that it found beside the exact worst case, and replay comes to the same', async () => {
    const { code, out } = await runCommand(
      ...['hunt', 'gradient-descent', '--steps', '2', '--evaluations', '300', ...report],
    );
    expect(code).toBe(0);
    expect(out).toMatch(/^gradient-descent: rate\n {2}convex functions of 1 coordinate, β = 1, R = 1, N = 2/);
    expect(out).toMatch(/found +0\.\d+, [\d.]+ % of the exact value\n {2}exact +0\.1 = 1\/\(4Nηβ \+ 2\)/);
    expect(out).toMatch(/L′\(θ\) = /);
    for (const line of out.split('\n').filter((text) => !text.includes('again:'))) {
      expect(line.length).toBeLessThanOrEqual(80);
    }
    const stored = join(folder, 'hunts/gradient-descent-rate-convex.json');
    const again = await runCommand('replay', stored);
    expect(again.out).toMatch(/✓ the same: 0\.\d/);
    expect(again.code).toBe(0);
    const text = readFileSync(stored, 'utf8');
    writeFileSync(stored, text.replace(/("found": \{\s*"value": )[\d.]+/, '$10.5'));
    const changed = await runCommand('replay', stored);
    expect(changed.out).toMatch(/\? another value now: 0\.\d+; the rule has changed since/);
    expect(changed.code).toBe(3);
    writeFileSync(stored, text.replace('"radius"', '"width"'));
    expect(await runCommand('replay', stored)).toMatchObject({ code: 2 });
  });

  it('prints what it found as JSON: a cycle that is proved', async () => {
    const { out } = await runCommand(
      ...['hunt', 'sign-descent', '--goal', 'cycle', '--step-size', '0.3', '--evaluations', '20', '--json'],
      ...report,
    );
    expect(JSON.parse(out)).toMatchObject({ found: { cycle: 'proved', period: 2 }, exact: null });
  });

  it('says in one line what makes no sense', async () => {
    for (const [args, says] of [
      [['--steps', '200000'], '--steps: must be a whole number from 1 to 100,000'],
      [['--radius', '-1'], '--radius: must be a number above 0, got "-1"'],
      [['--class', 'quadratic', '--strong-convexity', '2'], 'got μ = 2 > β = 1'],
      [['--goal', 'unsettled', '--class', 'smooth'], 'needs a class whose functions have one minimum'],
    ] as const) {
      const { code, err } = await runCommand('hunt', 'adam', ...args, ...report);
      expect(err).toContain(says);
      expect(err.trim().split('\n')).toHaveLength(1);
      expect(code).toBe(2);
    }
    const none = await runCommand('hunt', 'feedback-alignment', ...report);
    expect(none).toMatchObject({ code: 2 });
    expect(none.err).toMatch(/was at fault: init: .*in 101 of 101 evaluations\n$/);
  });

  it('hunts a rule of a file with a window of its own, and replay prints its first coordinates and steps', async () => {
    const file = join(folder, 'turning.mjs');
    writeFileSync(
      file,
      `export default {
        update: ({ gradient, stepSize, step }) => {
          if (step > 14) throw new Error('too far');
          return gradient.map((d) => -stepSize * d * (step % 2 === 0 ? 1.5 : 0.1));
        },
        contract: { effective: { window: 2 } },
      };`,
    );
    const args = ['--goal', 'rise', '--dimension', '5', '--steps', '14', '--evaluations', '60'];
    const { code, out } = await runCommand('hunt', file, ...args, ...report);
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toContain('greatest (L(θ_{k+2}) − L(θₖ))/(L(θ₀) − L*)');
    const stored = join(folder, 'hunts/turning-rise-convex.json');
    const outside = await runCommand('replay', stored);
    expect(outside.err).toMatch(/add --allow-outside/);
    expect(outside.code).toBe(2);
    const again = await runCommand('replay', stored, '--allow-outside');
    expect(again.out).toMatch(/^ {5}0 {2}θ = .*, … {3}L = /m);
    expect(again.out).toMatch(/^ {2}… 3 more$/m);
    expect(again.code).toBe(0);
    writeFileSync(file, 'export default () => { throw new Error("no more"); };');
    const gone = await runCommand('replay', stored, '--allow-outside');
    expect(gone.out).toMatch(/\? another value now: .*no more/);
    expect(gone.code).toBe(3);
    writeFileSync(file, 'export default 3;');
    expect(await runCommand('replay', stored, '--allow-outside')).toMatchObject({ code: 2 });
    expect(await runCommand('hunt', file, ...report)).toMatchObject({ code: 2 });
  });

  it('keeps what it found on the terminal where it cannot be stored', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const { code, out, err } = await runCommand(
      ...['hunt', 'gradient-descent', '--evaluations', '20', '--report', file],
    );
    expect([code, err === '' ? out : err].join(' ')).toMatch(/^2 natgrad-check: .*a-file/);
  });
});
