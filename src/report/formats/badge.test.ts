import { SaxesParser } from 'saxes';
import { expect, it } from 'vitest';
import { syntheticReport } from '../../../properties/report/syntheticReport.ts';
import type { Report } from '../../types/report.ts';
import badge from './badge.ts';

const report = syntheticReport(5);
const [right] = report.rules;

/** What a badge says in words, once it is known to be well-formed XML that asks for nothing. */
const said = async (own: Partial<Report>): Promise<string> => {
  const svg = await badge.render({ ...report, ...own });
  new SaxesParser({ xmlns: true }).write(svg).close();
  expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|href|url\((?!#)|<style|<script/);
  return /<title>natgrad-check: (.*)<\/title>/.exec(svg)?.[1] ?? '';
};

it('says the verdict of one rule, and how many rules came to each, the worst first', async () => {
  expect(await said({ rules: [right!] })).toBe('verified');
  const many = await said({});
  expect(many).toMatch(/^\d falsified, (\d inconclusive, )?.*\d verified$/);
  expect((await badge.render(report)).match(/fill="#b23c05"/g)).toHaveLength(1);
});

it('is of the claims where no rule was run, and says where nothing was', async () => {
  expect(await said({ rules: [] })).toMatch(/verified/);
  expect(await said({ rules: [], claims: [] })).toBe('nothing tested');
});

it('is not green where a part is missing', async () => {
  const environment = { ...report.environment, incomplete: 'part 2 is missing' };
  expect(await said({ rules: [right!], environment })).toBe('verified, incomplete');
  expect(await badge.render({ ...report, rules: [right!], environment })).toContain('fill="#765700"');
  expect(await badge.render({ ...report, environment })).toContain('fill="#b23c05"');
});
