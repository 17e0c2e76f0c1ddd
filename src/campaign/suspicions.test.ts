import { describe, expect, it } from 'vitest';
import { inlineExecutor } from '../host/inline.ts';
import { nameRule } from '../subject/ruleShape.ts';
import type { Contract, NamedRule, RuleContext } from '../types/rule.ts';
import { ruleReport } from '../verdict/ruleReport.ts';
import { builtInParts } from './builtInParts.ts';
import { runCampaign } from './campaign.ts';
import type { FuzzEvent } from './events.ts';
import { sessionOf } from './session.ts';

const options = { seed: 3, runs: 20, dimension: { min: 1, max: 3 }, losses: ['quadratic'] };
const parts = await builtInParts();

const late = (contract: Contract = {}): NamedRule =>
  nameRule(
    {
      init: (theta: Float64Array) => new Float64Array(theta.length),
      update: ({ gradient, stepSize }: RuleContext, ready: unknown) => ({
        delta: ready instanceof Float64Array ? ready : gradient,
        state: gradient.map((d) => -stepSize * d),
      }),
      contract,
    },
    'late',
  );

const campaign = async (rule: NamedRule, strict = false) => {
  const events: FuzzEvent[] = [];
  const end = await runCampaign(
    inlineExecutor(sessionOf(rule, parts, { options }, [])),
    {
      load: { rule: { kind: 'built-in', spec: 'late' }, options },
      shard: { index: 0, count: 1 },
      stored: () => [],
      stop: () => undefined,
      examine: true,
    },
    (event) => events.push(event),
  );
  if (end.kind !== 'done') throw new Error(end.fault.says);
  const paths = new Map([['late-first-step', ['late/a.json']]]);
  const report = ruleReport(end, { file: null, isolated: false, durationMs: 0, strict }, paths);
  return { report, events };
};

describe('runCampaign(executor, { examine: true }, emit) on a rule that is suspect', () => {
  it('hands over the case that shows it, shrunk, and changes no verdict', async () => {
    const { report, events } = await campaign(late());
    expect(report.verdict).toBe('verified');
    expect(report.suspicions?.[0]).toMatchObject({
      id: 'late-first-step',
      status: 'raised',
      counterexample: 'late/a.json',
    });
    const found = events.find((event) => event.kind === 'finding' && event.check.id === 'late-first-step');
    expect(found).toMatchObject({
      check: { required: false },
      finding: { cause: 'one-step-late', minimal: { loss: { family: 'linear' } } },
    });
  });

  it('falsifies where it is asked to, and not where the contract expects it', async () => {
    const { report } = await campaign(late(), true);
    expect(report).toMatchObject({ verdict: 'falsified', headline: 'late/a.json', strict: true });
    expect(report.summary).toMatch(/^Falsified: suspected \(late-first-step\): the first step is 0/);
    const silenced = await campaign(late({ expected: ['late-first-step', 'unsettled'] }), true);
    expect(silenced.report.verdict).toBe('verified');
    expect(silenced.report.suspicions?.map(({ id, status }) => [id, status])).toEqual([
      ['late-first-step', 'expected'],
      ['unsettled', 'unseen'],
      ['shrinks-with-gradient', 'blind'],
    ]);
  });
});

it('sessionOf(rule) refuses a contract that expects what is no suspicion, and names the nearest', () => {
  expect(() => sessionOf(late({ expected: ['late-first-stp'] }), parts, { options }, [])).toThrow(
    'expects the suspicion "late-first-stp"; did you mean "late-first-step"?',
  );
});
