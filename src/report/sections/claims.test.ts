import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { syntheticReport } from '../../../properties/report/syntheticReport.ts';
import type { ClaimReport } from '../../types/report.ts';
import claimsSection from './claims.ts';

const claim = (id: string, mutants: ClaimReport['mutants']): ClaimReport => ({
  id,
  claim: `what ${id} says`,
  source: 'elementary',
  verdict: 'verified',
  cases: 10,
  worstMargin: 0,
  mutants,
});

const shown = async (claims: readonly ClaimReport[]) =>
  parseHTML((await claimsSection.html({ ...syntheticReport(1), claims })).markup).document;

it('claims.html(report) groups claims by origin, in the order of their numbers, under an equation for each theorem', async () => {
  const document = await shown(['A1', 'X1', 'P10', 'P2', 'P2-entries'].map((id) => claim(id, [])));
  const titles = [...document.querySelectorAll('h3')].map((title) => title.textContent?.slice(0, 2));
  expect(titles).toEqual(['P:', 'X:', 'Ou']);
  const ids = [...document.querySelectorAll('tbody th')].map((cell) => cell.textContent);
  expect(ids).toEqual(['P2', 'P2-entries', 'P10', 'X1', 'A1']);
  expect(document.querySelectorAll('.equation math')).toHaveLength(3);
});

it('claims.html(report) folds the mutants, each with a case that refutes it, and names how many survive', async () => {
  const document = await shown([
    claim('P1', [
      { name: 'wrong sign', refutedAfter: 3, case: '<[1, 2]>' },
      { name: 'the same', refutedAfter: null },
    ]),
    claim('P2', [{ name: 'wrong sign', refutedAfter: 1 }]),
  ]);
  const summaries = [...document.querySelectorAll('summary')].map((summary) => summary.textContent);
  expect(summaries).toEqual(['1 of 2 survived', '1 refuted']);
  expect(document.querySelector('details code')?.textContent).toBe('<[1, 2]>');
});

it('claims.markdown(report) groups claims as the page does, each group under its own heading', () => {
  const claims = ['A1', 'X1', 'P10', 'P2'].map((id) => claim(id, []));
  const text = claimsSection.markdown({ ...syntheticReport(1), claims }).join('\n\n');
  expect(text.match(/^#+ .|^\| [A-Z]\d+/gm)).toEqual([
    '## C',
    '### P',
    '| P2',
    '| P10',
    '### X',
    '| X1',
    '### O',
    '| A1',
  ]);
});
