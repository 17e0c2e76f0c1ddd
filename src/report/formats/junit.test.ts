import { SaxesParser } from 'saxes';
import { expect, it } from 'vitest';
import { hostileTexts } from '../../../properties/report/hostileTexts.ts';
import { syntheticReport, withTexts } from '../../../properties/report/syntheticReport.ts';
import junit from './junit.ts';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Every element in order; throws where the text is not well-formed XML. */
const elements = (xml: string): readonly Element[] => {
  const found: Element[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => found.push({ name, attributes: { ...attributes } }));
  parser.write(xml).close();
  return found;
};

const report = syntheticReport(6);
const xml = await junit.render(report);
const named = (name: string): readonly Element[] => elements(xml).filter((element) => element.name === name);

it('junit.render(report) has a suite a rule and one for the claims, a case a check', () => {
  expect(named('testsuite').map(({ attributes }) => attributes.name)).toEqual([
    ...report.rules.map(({ name }) => name),
    'claims',
  ]);
  expect(named('testcase')).toHaveLength(69);
  expect(named('testsuites')[0]?.attributes).toMatchObject({ tests: '69', failures: '1', skipped: '1' });
});

it('a falsified required check is a failure with the sentence and the replay command', () => {
  expect(named('failure').map(({ attributes }) => attributes.type)).toEqual(['falsified']);
  expect(named('failure')[0]?.attributes.message).toMatch(/^At step 1 of 4 with η = 0.3/);
  expect(xml).toContain('npx natgrad-check replay');
});

it('a falsified check that is not required is shown, and fails nothing', async () => {
  const lenient = {
    ...report,
    rules: report.rules.map((rule) => ({
      ...rule,
      verdict: 'verified' as const,
      checks: rule.checks.map((check) => ({
        ...check,
        required: check.verdict !== 'falsified',
        counterexamples: [],
      })),
    })),
  };
  expect(await junit.render(lenient)).toContain('<system-out>143 of 989 decided cases refute it\n143 of');
  expect(await junit.render(lenient)).not.toContain('<failure');
});

it.each(['inconclusive', 'vacuous'] as const)(
  'a check that is %s is skipped, never passed',
  async (verdict) => {
    const undecided = { ...report, rules: [], claims: report.claims.map((claim) => ({ ...claim, verdict })) };
    const skipped = elements(await junit.render(undecided)).filter(({ name }) => name === 'skipped');
    expect(skipped).toHaveLength(report.claims.length);
    expect(skipped[0]?.attributes.message).toMatch(new RegExp(`^${verdict}: worst margin`));
  },
);

it.each([
  ['falsified', 'failure'],
  ['inconclusive', 'skipped'],
] as const)('a rule without checks that is %s has a case of its own: %s', async (verdict, element) => {
  const [rule] = report.rules;
  if (!rule) throw new Error('there is a rule');
  const unusable = {
    ...report,
    claims: [],
    rules: [{ ...rule, verdict, checks: [], summary: 'cannot be loaded' }],
  };
  const found = elements(await junit.render(unusable)).filter(({ name }) => name === element);
  expect(found).toHaveLength(1);
  expect(found[0]?.attributes.message).toContain('cannot be loaded');
});

it('mutants that survive are named', async () => {
  const survived = {
    ...report,
    claims: report.claims.map((claim) => ({
      ...claim,
      verdict: 'falsified' as const,
      mutants: [{ name: 'wrong sign', refutedAfter: null }],
    })),
  };
  expect(await junit.render(survived)).toContain('wrong sign: survived');
});

it.each([...hostileTexts, 'x'.repeat(1e6)])(
  'a report full of the hostile text %# is well-formed XML of the same form',
  async (text) => {
    const hostile = await junit.render(withTexts(report, () => text));
    expect(elements(hostile).map(({ name }) => name)).toEqual(elements(xml).map(({ name }) => name));
    expect(hostile.length).toBeLessThan(2e6);
  },
);
