import { expect, it } from 'vitest';
import { syntheticReport } from '../../properties/report/syntheticReport.ts';
import html from './formats/html.ts';
import markdown from './formats/markdown.ts';

const report = syntheticReport(1);
const blind = {
  ...report,
  rules: report.rules.map((rule) => ({
    ...rule,
    versions: { python: '3.11.2', torch: '1.13' },
    notApplicable: [{ check: 'serialisable', reason: 'needs a copy of the state' }],
  })),
};

it('the page lists what could not be looked at, and what the rule ran on', async () => {
  const page = await html.render(blind);
  expect(page).toContain('Not applicable');
  expect(page).toContain('needs a copy of the state');
  expect(page).toContain('python 3.11.2, torch 1.13');
  expect(await html.render(report)).not.toContain('Not applicable');
});

it('the summary in Markdown does too', async () => {
  expect(await markdown.render(blind)).toMatch(
    /, not applicable: serialisable \(needs a copy of the state\)\.$/m,
  );
  expect(await markdown.render(report)).not.toContain('not applicable');
});
