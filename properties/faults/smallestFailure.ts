import { runCampaign } from '../../src/fuzz/campaign.ts';
import { inlineExecutor } from '../../src/fuzz/inline.ts';
import type { CampaignOptions } from '../../src/fuzz/plan.ts';
import { ruleReport } from '../../src/fuzz/ruleReport.ts';
import type { Session } from '../../src/fuzz/session.ts';
import type { SmallestCase } from '../../src/types/bank.ts';

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
      load: { rule: { builtIn: name }, options },
      shard: { index: 0, count: 1 },
      stored: () => [],
      stop: () => (falsified ? 'falsified' : undefined),
    },
    (event) => {
      falsified ||= event.kind === 'found' && falsifying.has(event.check);
    },
  );
  if (end.kind === 'unusable') throw new TypeError(`smallestFailure: ${end.message}`);
  const report = ruleReport(end, { file: null, isolated: false, durationMs: 0 }, new Map());
  const failed = report.checks.find(({ required, verdict }) => required && verdict === 'falsified');
  const finding = failed && end.findings.get(failed.id)?.[0];
  return finding ? { column: failed.id, sentence: finding.sentence, case: finding.minimal } : null;
};
