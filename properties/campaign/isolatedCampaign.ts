import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { runCampaign } from '../../src/campaign/campaign.ts';
import type { CampaignEnd, FuzzEvent } from '../../src/campaign/events.ts';
import type { Executor } from '../../src/campaign/executor.ts';
import { isolatedExecutor } from '../../src/host/isolated.ts';

/** What the rules of these tests may use. */
export const limits = { stepTimeout: 20_000, loadTimeout: 10_000, memory: 200 * 2 ** 20 };

/** A writer of rule files in a folder that is removed after the tests of the file that calls this. */
export const ruleFiles = () => {
  const folder = mkdtempSync(join(tmpdir(), 'pool-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name: string, text: string): string => {
    const file = join(folder, `${name}.ts`);
    writeFileSync(file, text);
    return file;
  };
};

/** A rule that descends, but runs a statement at one step of every run. */
export const doingAt = (step: number, statement: string): string =>
  `const kept: unknown[] = []; export default ({ gradient, stepSize, step }) => { if (step === ${step}) { ${statement} } return gradient.map((d: number) => -stepSize * d); };`;

interface Campaign {
  readonly end: CampaignEnd;
  readonly events: readonly FuzzEvent[];
}

/** A campaign of small cases on a rule file. */
export const campaignOn = async (
  pool: Executor,
  file: string,
  runs: number,
  seed: number,
): Promise<Campaign> => {
  const events: FuzzEvent[] = [];
  const end = await runCampaign(
    pool,
    {
      load: { rule: { kind: 'module', spec: file }, options: { seed, runs, dimension: { min: 1, max: 8 } } },
      shard: { index: 0, count: 1 },
      stored: () => [],
      stop: () => undefined,
    },
    (event) => events.push(event),
  );
  return { end, events };
};

/** A campaign in workers of its own. */
export const campaign = async (
  file: string,
  workers: number,
  runs: number,
  own: Partial<typeof limits>,
): Promise<Campaign> => {
  const pool = isolatedExecutor(workers, { ...limits, ...own });
  try {
    return await campaignOn(pool, file, runs, 7);
  } finally {
    await pool.close();
  }
};

/** The end of a campaign that came to one. */
export const finished = (end: CampaignEnd) => {
  if (end.kind !== 'done') throw new Error(end.fault.says);
  return end;
};

/** A number that two texts hardly share, for names of files. */
export const hash = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 7);
