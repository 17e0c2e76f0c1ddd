import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { syntheticReport } from '../../../properties/report/syntheticReport.ts';
import type { RuleReport } from '../../types/report.ts';
import { openReportFolder } from '../folder/reportFolder.ts';
import { printEnd, printRemarks, printRule, printVerdict, type RuleScreen } from './verdictLines.ts';

const report = syntheticReport(5);
const [right, wrong, , , undecided] = report.rules;
const found = new Map(Object.entries(report.counterexamples));

/** What is said of a rule, line by line. */
const lines = (rule: RuleReport, own: Partial<RuleScreen>): readonly string[] => {
  let said = '';
  const say = (text: string): void => {
    said += stripVTControlCharacters(text);
  };
  printRule(rule, found, { detailed: true, verbose: true, width: 80, say, watched: false, ...own });
  return said.split('\n');
};

describe('printRule(report, counterexamples, screen)', () => {
  it('has the verdict, the summary and the laws of a rule, folded to the screen', () => {
    const said = lines(right!, { width: 50 });
    expect(said[0]).toBe('✓ gradient-descent');
    expect(said.slice(1).join(' ').replace(/\s+/g, ' ').trim()).toBe(
      `${right!.summary} obeys: permutation-equivariant (claimed, 400 cases); does not obey: orthogonal-equivariant (400 cases); undecided: odd (claimed, 12 cases)`,
    );
    expect(said.filter((line) => line.length > 50)).toEqual([]);
    expect(lines(right!, { verbose: false }).join('\n')).not.toContain('obey');
    const subject = { kind: 'process', spec: 'torch.optim:Adam', inFlight: 11 };
    expect(lines({ ...right!, subject }, {}).join('\n')).toContain('asked at once: 11 calls of its runs');
    expect(lines({ ...right!, subject }, { verbose: false }).join('\n')).not.toContain('asked at once');
    expect(lines(undecided!, {})[0]).toBe('? feedback-alignment');
  });

  it('says what it comes to, then the figures, each on lines of its own', () => {
    const summary = 'Verified in form; descent; 3 required checks, 2,760 cases in all; ψ up to 80°.';
    expect(lines({ ...right!, summary }, { verbose: false }).slice(1, 3)).toEqual([
      '  Verified in form; descent',
      '  3 required checks, 2,760 cases in all; ψ up to 80°.',
    ]);
    expect(lines(wrong!, { isKnown: () => true })[0]).toBe('✗ my-adam, as in the baseline');
  });

  it('has the likely cause and how to replay the counterexample of a falsified one', () => {
    const said = lines(wrong!, {});
    expect(said[0]).toBe('✗ my-adam');
    expect(said).toContain('  likely cause: −Δθ passes every check: is the sign wrong?');
    const replay = said.filter((line) => line.includes('natgrad-check replay'));
    expect(replay).toEqual([expect.stringContaining('small-step-descends')]);
    const [simplest] = [...found].filter(([, { replay: other }]) => !replay[0]!.includes(other));
    const told = lines({ ...wrong!, headline: simplest![0] }, { width: 500 }).join('\n');
    expect(told).toContain(simplest![1].replay);
  });

  it('says what could not be looked at, and why', () => {
    const notApplicable = [{ check: 'serialisable', reason: 'needs a copy of the state' }];
    expect(lines({ ...right!, notApplicable }, { width: 200 }).join('\n')).toContain(
      '  not applicable: serialisable (needs a copy of the state)\n',
    );
    expect(lines({ ...right!, notApplicable }, { detailed: false }).join('\n')).not.toContain('serialisable');
  });

  it('says less where several rules share the screen, where no cause is known and where nothing was stored', () => {
    const { hint: _, ...unexplained } = wrong!;
    const stored = unexplained.checks.map((check) => ({ ...check, counterexamples: [] }));
    const said = lines({ ...unexplained, checks: stored }, { detailed: false }).join('\n');
    expect(said).not.toMatch(/likely cause|replay/);
    expect(lines({ ...right!, traits: [] }, {}).join('\n')).not.toContain('obey');
    expect(lines({ ...right!, name: 'two\nlines' }, {})[0]).toBe('✓ two lines');
    expect(lines({ ...right!, verdict: 'vacuous' }, {})[0]).toBe('– gradient-descent');
  });
});

describe('printVerdict(report, counterexamples, screen), then printRemarks of the same', () => {
  const suspicions = [{ id: 'late-first-step', status: 'raised', sentence: 'moves one step late' }] as const;

  const parts = (watched: boolean): readonly (readonly string[])[] =>
    [printVerdict, printRemarks].map((print) => {
      let said = '';
      const say = (text: string): void => {
        said += stripVTControlCharacters(text);
      };
      print({ ...wrong!, suspicions }, found, { detailed: true, verbose: true, width: 500, say, watched });
      return said.split('\n').slice(0, -1);
    });

  it('say the same either way, what was found out later last where somebody watches', () => {
    const [early, late] = parts(true);
    expect(early?.[0]).toBe('✗ my-adam');
    expect(early?.at(-1)).toContain('natgrad-check replay');
    expect(late?.[0]).toBe('  ! late-first-step: moves one step late');
    expect(late?.join('\n')).not.toMatch(/natgrad-check replay|obeys/);
    const piped = parts(false);
    expect(piped[0]?.at(-1)).toMatch(/^ {2}likely cause/);
    expect(piped[1]?.[0]).toBe('  ! late-first-step: moves one step late');
    expect(piped.flat()).toEqual(lines({ ...wrong!, suspicions }, { width: 500 }).slice(0, -1));
    expect(piped.flat().toSorted()).toEqual([...(early ?? []), ...(late ?? [])].toSorted());
  });
});

describe('printEnd(report, folder, screen)', () => {
  const root = mkdtempSync(join(tmpdir(), 'lines-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  writeFileSync(join(root, 'file'), '');

  const said = async (path: string, quiet: boolean, rules: readonly RuleReport[]) => {
    const folder = openReportFolder(join(root, path));
    let text = '';
    const say = (more: string): void => {
      text += stripVTControlCharacters(more);
    };
    await printEnd({ ...report, rules }, folder, { quiet, say, width: 80 });
    folder.close();
    return text;
  };

  it('has a line a rule, the place of the report and the seed', async () => {
    const text = await said('reports', false, report.rules);
    const rows = text.split('\n').map((line) => line.trim());
    // A long name is cut in the table.
    for (const { name } of report.rules) {
      expect(rows.filter((row) => row.startsWith(name.slice(0, 12)))).not.toEqual([]);
    }
    expect(text).toMatch(/\nreport: \S+reports.index\.html {3}seed: 20240916\n$/);
  });

  it('names no report where none could be written, and says nothing where that is asked for', async () => {
    expect(await said(join('file', 'reports'), false, [])).toBe('seed: 20240916\n');
    expect(await said('reports', true, report.rules)).toBe('');
  });
});
