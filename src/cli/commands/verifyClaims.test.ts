import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../../properties/command/runCommand.ts';
import { parseReport } from '../../report/json.ts';
import type { Claim } from '../../types/claim.ts';
import type { Outcome } from '../../types/verdict.ts';
import { buildProgram } from '../program.ts';
import { runProgram } from '../runProgram.ts';
import { verifyClaims } from './verifyClaims.ts';

const folder = mkdtempSync(join(tmpdir(), 'claims-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const outcome = (status: Outcome['status']): Outcome => ({ status, margin: status === 'holds' ? 1 : -1 });

const claim = (id: string, own: Partial<Claim>): Claim => ({
  id,
  claim: 'x² ≥ x for every integer x',
  source: 'elementary',
  given: fc.integer({ min: -1000, max: 1000 }),
  holds: (x) => outcome(Number(x) ** 2 >= Number(x) ? 'holds' : 'refuted'),
  mutants: { 'x² > x': (x) => outcome(Number(x) ** 2 > Number(x) ? 'holds' : 'refuted') },
  ...own,
});

const right = claim('right', {});
const wrong = claim('wrong', { holds: (x) => outcome(Number(x) < 100 ? 'holds' : 'refuted') });
const throwing = claim('throwing', {
  holds: () => {
    throw new RangeError('no such metric');
  },
});
const survived = claim('survived', { mutants: { same: right.holds } });
const undecided = claim('undecided', { holds: () => outcome('inconclusive') });

/** Verifies claims on a terminal that does something when it has heard of one. */
const verified = async (claims: readonly Claim[], report: string, heard: (text: string) => void) => {
  let [out, err] = ['', ''];
  const terminal = {
    out: (text: string) => {
      out += text;
      heard(stripVTControlCharacters(text));
    },
    err: (text: string) => {
      err += text;
    },
    width: 80,
  };
  const code = await verifyClaims(claims, { runs: 200, seed: 1, report: join(folder, report) }, terminal);
  return { code, out: stripVTControlCharacters(out), err };
};

describe('verifyClaims(claims, options, terminal)', () => {
  it('ends with 0 where every claim holds and every mutant falls, and reports them', async () => {
    const { code, out } = await verified([right], 'right', () => {});
    expect(out).toMatch(
      /^1 claim, up to 200 cases each, seed 1\n\nours: [^\n]+\n✓ right +200 cases, 1 mutant refuted within \d+\n\n1 claim: 1 verified; 1 mutant, all refuted\nreport: .*index\.html {3}seed: 1\n$/,
    );
    expect(code).toBe(0);
    const { claims } = parseReport(readFileSync(join(folder, 'right', 'report.json'), 'utf8'));
    expect(claims).toMatchObject([{ id: 'right', verdict: 'verified', cases: 200 }]);
  });

  it('ends with 1 where a claim fails, with the smallest case, or a mutant survives', async () => {
    const { code, out } = await verified([right, wrong, throwing], 'wrong', () => {});
    expect(out).toContain('✗ wrong');
    expect(out).toContain('\n    100\n');
    expect(out).toMatch(/✗ throwing[^\n]*\n {4}\S+\n {4}[^\n]*no such metric/);
    expect(code).toBe(1);
    const survivor = await verified([survived], 'survived', () => {});
    expect(survivor.out).toMatch(/✗ survived +200 cases, survived by: same\n/);
    expect(survivor.out).toContain('\n1 claim: 1 verified; 1 mutant, some survived: survived\n');
    expect(survivor.code).toBe(1);
  });

  it('groups what the paper claims, what goes beyond it and what is ours, in the order of their numbers', async () => {
    const ids = ['L1-value', 'P10', 'X2-bound', 'P2', 'protocol'];
    const { out } = await verified(
      ids.map((id) => claim(id, {})),
      'groups',
      () => {},
    );
    const shown = [...out.matchAll(/^(?:✓ (\S+)|(P|X|ours): ).*$/gm)].map(
      ([, id, group]) => id ?? `${group}:`,
    );
    expect(shown).toEqual(['P:', 'P2', 'P10', 'X:', 'X2-bound', 'ours:', 'L1-value', 'protocol']);
  });

  it('ends with 3 where nothing could be decided', async () => {
    const { code, out } = await verified([right, undecided], 'undecided', () => {});
    expect(out).toContain('? undecided');
    expect(code).toBe(3);
  });

  it('ends with 2 where the report cannot be written, and prints the verdicts', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { code, out, err } = await verified([right], 'file/reports', () => {});
    expect(out).toContain('✓ right');
    expect(err).toMatch(/^natgrad-check: .*cannot be written.*\n$/);
    expect(code).toBe(2);
  });

  it('ends with 130 on Ctrl-C, and reports what was verified by then', async () => {
    const { code } = await verified([right, survived, wrong], 'interrupted', (text) => {
      if (text.includes('✓ right')) process.emit('SIGINT');
    });
    expect(code).toBe(130);
    const report = parseReport(readFileSync(join(folder, 'interrupted', 'report.json'), 'utf8'));
    expect(report.environment.interrupted).toBe('interrupted');
    expect(report.claims.map(({ id }) => id)).toEqual(['right']);
    expect(process.listenerCount('SIGINT')).toBe(0);
  });
});

describe('natgrad-check verify', () => {
  it('refuses an unknown profile and an unknown kind of fault in a line', async () => {
    const report = join(folder, 'refused');
    expect(await runCommand('verify', '--profile', 'fast', '--report', report)).toMatchObject({
      code: 2,
      err: expect.stringMatching(/Allowed choices are quick, standard, deep/),
    });
    expect(
      await runCommand('verify', '--profile', 'deep', '--banks', 'rulse', '--report', report),
    ).toMatchObject({
      code: 2,
      err: expect.stringMatching(/did you mean "rules"/i),
    });
  });

  it('ends on Ctrl-C before the first claim', async () => {
    let out = '';
    const terminal = {
      out: (text: string) => {
        out += text;
        process.emit('SIGINT');
      },
      err: () => {},
      width: 80,
    };
    const argv = ['node', 'natgrad-check', 'verify', '--profile', 'quick', '--report', join(folder, 'none')];
    expect(await runProgram(buildProgram(terminal), argv, terminal)).toBe(130);
    expect(out).toMatch(/^\d\d+ claims, up to 100 cases each, seed 20240916\n$/);
  });
});
