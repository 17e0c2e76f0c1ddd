import { runCampaign } from '../../src/campaign/campaign.ts';
import type { Session } from '../../src/campaign/session.ts';
import { faultLine } from '../../src/errors.ts';
import { inlineExecutor } from '../../src/host/inline.ts';
import type { CampaignOptions } from '../../src/types/campaign.ts';
import type { SmallestCase } from '../../src/types/fault.ts';
import { ruleReport } from '../../src/verdict/ruleReport.ts';

/**
 * The minimal counterexample of the first required check that `fuzz` falsifies, found by the campaign itself: stopped,
 * as a budget of time would stop it, at the first case that falsifies the rule. Null where it falsifies nothing.
 */
export const smallestFailure = async (
  session: Session,
  options: CampaignOptions,
): Promise<SmallestCase | null> => {
  const { name, checks } = session.description;
  const falsifying = new Set(
    checks.filter((check) => check.required && check.share === undefined).map(({ id }) => id),
  );
  let falsified = false;
  const end = await runCampaign(
    inlineExecutor(session),
    {
      load: { rule: { kind: 'built-in', spec: name }, options },
      shard: { index: 0, count: 1 },
      stored: () => [],
      stop: () => (falsified ? 'falsified' : undefined),
    },
    (event) => {
      falsified ||= event.kind === 'found' && falsifying.has(event.check.id);
    },
  );
  if (end.kind === 'unusable') throw new TypeError(`smallestFailure: ${faultLine(end.fault)}`);
  const report = ruleReport(end, { file: null, isolated: false, durationMs: 0 }, new Map());
  const failed = report.checks.find(({ required, verdict }) => required && verdict === 'falsified');
  const finding = failed && end.findings.get(failed.id)?.[0];
  return finding ? { column: failed.id, sentence: finding.sentence, case: finding.minimal } : null;
};
