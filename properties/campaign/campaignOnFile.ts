import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { runCampaign } from '../../src/campaign/campaign.ts';
import type { CampaignEnd } from '../../src/campaign/events.ts';
import type { CampaignRequest } from '../../src/campaign/request.ts';
import { isolatedExecutor } from '../../src/host/isolated.ts';

const limits = { stepTimeout: 400, loadTimeout: 10_000, memory: 2 ** 28 };

/** What a test changes of a campaign. */
type Own = Partial<CampaignRequest> & { readonly workers?: number; readonly patience?: number };

/** Campaigns on rule files in a folder that is removed after the tests of the file that calls this. */
export const campaignsOnFiles = () => {
  const folder = mkdtempSync(join(tmpdir(), 'campaign-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    folder,
    /** A campaign on a rule file of this text, with few small cases. */
    campaign: async (name: string, text: string, own: Own): Promise<CampaignEnd> => {
      const file = join(folder, `${name}.js`);
      writeFileSync(file, text);
      const allowed = { ...limits, stepTimeout: own.patience ?? limits.stepTimeout };
      const pool = isolatedExecutor(own.workers ?? 1, allowed);
      try {
        return await runCampaign(
          pool,
          {
            load: {
              rule: { kind: 'module', spec: file },
              options: { seed: 2, runs: 20, dimension: { min: 1, max: 3 }, losses: ['quadratic'] },
            },
            shard: { index: 0, count: 1 },
            stored: () => [],
            stop: () => undefined,
            fresh: () => isolatedExecutor(1, allowed),
            ...own,
          },
          () => {},
        );
      } finally {
        await pool.close();
      }
    },
  };
};

/** What a check found, or nothing. */
export const findingsOf = (end: CampaignEnd, check: string) => {
  if (end.kind !== 'done') throw new Error(end.fault.says);
  return end.findings.get(check) ?? [];
};
