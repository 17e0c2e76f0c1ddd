import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCampaign } from './campaign.ts';
import type { CampaignEnd, CampaignRequest } from './campaignRun.ts';
import { openPool } from './pool.ts';

const folder = mkdtempSync(join(tmpdir(), 'campaign-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const limits = { stepTimeout: 400, loadTimeout: 10_000, memory: 2 ** 30 };

/** A campaign on a rule file of this text, with few small cases. */
const campaign = async (
  name: string,
  text: string,
  own: Partial<CampaignRequest> & { readonly workers?: number; readonly patience?: number },
): Promise<CampaignEnd> => {
  const file = join(folder, `${name}.js`);
  writeFileSync(file, text);
  const allowed = { ...limits, stepTimeout: own.patience ?? limits.stepTimeout, memory: 2 ** 28 };
  const pool = openPool(own.workers ?? 1, allowed);
  try {
    return await runCampaign(
      pool,
      {
        load: {
          rule: { file },
          options: { seed: 2, runs: 20, dimension: { min: 1, max: 3 }, losses: ['quadratic'] },
        },
        shard: { index: 0, count: 1 },
        stored: () => [],
        stop: () => undefined,
        fresh: () => openPool(1, allowed),
        ...own,
      },
      () => {},
    );
  } finally {
    await pool.close();
  }
};

const findingsOf = (end: CampaignEnd, check: string) => {
  if (end.kind !== 'done') throw new Error(end.message);
  return end.findings.get(check) ?? [];
};

const smallest = {
  loss: { family: 'quadratic', parameters: { spectrum: [1], rotation: null, centre: [0] } },
  theta: [1],
  stepSize: 1,
  steps: 1,
  seed: 0,
  hyperparameters: {},
};

describe('runCampaign(executor, request, emit)', () => {
  it('ends without a verdict where the file ends its thread, or changes, while it is loaded', async () => {
    const leaves = await campaign('leaves', 'process.exit(3); export default () => [];', {});
    expect(leaves).toEqual({
      kind: 'unusable',
      message: expect.stringMatching(/^the file ended its thread .* while it was loaded; remove what runs/),
    });
    const changes = await campaign(
      'changes',
      `import { appendFileSync } from 'node:fs';
      appendFileSync(${JSON.stringify(join(folder, 'changes.js'))}, '\\n// once more');
      export default ({ gradient, stepSize }) => gradient.map((d) => -stepSize * d);`,
      { workers: 2 },
    );
    expect(changes).toEqual({
      kind: 'unusable',
      message: expect.stringContaining('changed while it was being fuzzed; run again'),
    });
  });

  it.each([
    ['an endless loop', 'for (;;);', 400],
    ['a memory bomb', 'for (const all = []; ; ) all.push(new Float64Array(1e6).fill(1));', 20_000],
  ])(
    'keeps what it knows of a failure whose smaller cases meet %s',
    { timeout: 60_000 },
    async (_, trap, patience) => {
      const end = await campaign(
        'trapped',
        `export default ({ theta, gradient, stepSize }) => {
        if (theta.length === 1 && Math.abs(theta[0]) === 1) ${trap}
        return gradient.map((d) => stepSize * d);
      };`,
        { patience },
      );
      const [finding] = findingsOf(end, 'small-step');
      expect(finding).toMatchObject({ cause: 'uphill', sentence: expect.stringContaining('uphill') });
      expect(finding?.minimal.theta).not.toEqual([1]);
    },
  );

  it('tells the causes of one check apart, the earliest case first', async () => {
    const text = `export default ({ theta, gradient, stepSize }) => {
      if (theta.length === 2) throw new Error('no pairs');
      return theta.length === 3 ? [] : gradient.map((d) => -stepSize * d);
    };`;
    const found = findingsOf(await campaign('two-causes', text, {}), 'well-formed');
    expect(found.map(({ cause }) => cause).sort()).toEqual(['throws', 'wrong-length']);
    expect(found[0]!.index).toBeLessThan(found[1]!.index);
    // Stored cases have no index of their own.
    const stored = [2, 3].map((dimension) => ({
      check: 'well-formed',
      before: [],
      scenario: {
        ...smallest,
        theta: Array.from({ length: dimension }, () => 1),
        loss: {
          family: 'quadratic',
          parameters: { spectrum: Array.from({ length: dimension }, () => 1), rotation: null, centre: null },
        },
      },
    }));
    const again = findingsOf(await campaign('two-causes', text, { stored: () => stored }), 'well-formed');
    expect(again.map(({ cause, index }) => [cause, index])).toEqual([
      ['throws', -1],
      ['wrong-length', -1],
    ]);
  });

  it.each([
    ['never-returns', 'for (;;);', 'update did not return within 0.4 s at step 0'],
    ['writes-output', 'console.log("hello");', 'wrote "hello" to standard output'],
  ])(
    'tries stored cases that had to be contained: %s',
    { timeout: 60_000 },
    async (cause, statement, says) => {
      const end = await campaign(
        'contained',
        `export default ({ theta, gradient, stepSize }) => { if (theta[0] === 12345) { ${statement} } return gradient.map((d) => -stepSize * d); };`,
        { stored: () => [{ check: 'terminates', scenario: { ...smallest, theta: [12_345] }, before: [] }] },
      );
      expect(findingsOf(end, 'contained')).toMatchObject([
        { cause, index: -1, sentence: says, minimal: { theta: [12_345] } },
      ]);
      expect(end).toMatchObject({ stored: { tried: 1, failing: 1 } });
    },
  );

  it('runs the cases that a stored one needs, and passes over those whose check is gone', async () => {
    const text = `let runs = 0;
      export default {
        init: () => { runs++; },
        update: ({ theta, gradient, stepSize }) => gradient.map((d) => (theta[0] === 12345 && runs > 1 ? 1 : -1) * stepSize * d),
      };`;
    const scenario = { ...smallest, theta: [12_345] };
    const before = ['gone-check', 'terminates'].map((check) => ({ check, scenario: smallest }));
    const stop = () => 'stored cases only';
    const failing = async (needed: typeof before) => {
      const stored = () => [
        { check: 'finite', scenario, before: needed },
        { check: 'small-step', scenario, before: needed },
      ];
      const end = await campaign('needs', text, { stored, stop });
      return end.kind === 'done' ? end.stored : end;
    };
    expect(await failing(before)).toEqual({ tried: 2, failing: 1 });
  });

  it('says how a call to init was lost', { timeout: 60_000 }, async () => {
    const end = await campaign(
      'slow-start',
      'export default { init: () => { for (;;); }, update: ({ gradient }) => gradient };',
      {
        stored: () => [{ check: 'terminates', scenario: smallest, before: [] }],
        stop: () => 'stored cases only',
      },
    );
    expect(findingsOf(end, 'contained')[0]?.sentence).toBe('init did not return within 0.4 s');
  });
});
