import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { campaignsOnFiles, findingsOf } from '../../properties/campaign/campaignOnFile.ts';

const { campaign, folder } = campaignsOnFiles();

const smallest = {
  loss: { family: 'quadratic', parameters: { spectrum: [1], rotation: null, centre: [0] } },
  theta: [1],
  stepSize: 1,
  steps: 1,
  seed: 0,
  hyperparameters: {},
};

describe('runCampaign(executor, request, emit)', () => {
  it('ends without a verdict where the file ends its process, or changes, while it is loaded', async () => {
    const leaves = await campaign('leaves', 'process.exit(3); export default () => [];', {});
    expect(leaves).toEqual({
      kind: 'unusable',
      fault: {
        kind: 'does-not-load',
        path: join(folder, 'leaves.js'),
        says: expect.stringMatching(/^ended its process .* while it was loaded; remove what runs/),
      },
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
      fault: {
        kind: 'changed',
        path: join(folder, 'changes.js'),
        says: 'changed while it was being fuzzed; run again',
      },
    });
  });

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
      prerequisites: [],
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
    ['rejects-promise', 'Promise.reject(new Error("lost"));', expect.stringContaining('lost')],
  ])('tries stored cases that had to be contained: %s', async (cause, statement, says) => {
    const end = await campaign(
      'contained',
      `export default ({ theta, gradient, stepSize }) => { if (theta[0] === 12345) { ${statement} } return gradient.map((d) => -stepSize * d); };`,
      {
        stored: () => [
          { check: 'terminates', scenario: { ...smallest, theta: [12_345] }, prerequisites: [] },
        ],
      },
    );
    expect(findingsOf(end, 'contained')).toMatchObject([
      { cause, index: -1, sentence: says, minimal: { theta: [12_345] } },
    ]);
    expect(end).toMatchObject({ stored: { tried: 1, failing: 1 } });
  });

  it.each([
    ['', 'raised'],
    ['contract: { expected: ["writes-output"] },', 'expected'],
  ])('suspects a rule that writes something, and counts that against nothing: %s', async (more, status) => {
    const end = await campaign(
      `writes-${status}`,
      `export default { ${more} update: ({ gradient, stepSize }) => { console.log("hello"); return gradient.map((d) => -stepSize * d); } };`,
      { stored: () => [{ check: 'terminates', scenario: smallest, prerequisites: [] }] },
    );
    if (end.kind !== 'done') throw new Error(end.fault.says);
    expect(findingsOf(end, 'contained')).toEqual([]);
    expect(end.stored.failing).toBe(0);
    expect(end.batches.get('contained')?.counts.refuted).toBe(0);
    expect(end.examined.suspicions?.[0]).toEqual({
      id: 'writes-output',
      status,
      sentence: 'wrote "hello" to standard output',
    });
  });

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
        { check: 'finite', scenario, prerequisites: needed },
        { check: 'small-step', scenario, prerequisites: needed },
      ];
      const end = await campaign('needs', text, { stored, stop });
      return end.kind === 'done' ? end.stored : end;
    };
    expect(await failing(before)).toEqual({ tried: 2, failing: 1 });
  });

  it('counts stored cases that fail a law which the rule does not claim', async () => {
    const end = await campaign(
      'unclaimed',
      'export default ({ gradient, stepSize }) => gradient.map((d, i) => -(i + 1) * stepSize * d * Math.abs(d));',
      {
        stored: () => [{ check: 'scale-linear', scenario: { ...smallest, theta: [3] }, prerequisites: [] }],
        stop: () => 'stored cases only',
      },
    );
    expect(end).toMatchObject({ stored: { tried: 1, failing: 1, unclaimed: 1 } });
  });

  it('says how a call to init was lost', async () => {
    const end = await campaign(
      'slow-start',
      'export default { init: () => { for (;;); }, update: ({ gradient }) => gradient };',
      {
        stored: () => [{ check: 'terminates', scenario: smallest, prerequisites: [] }],
        stop: () => 'stored cases only',
      },
    );
    expect(findingsOf(end, 'contained')[0]?.sentence).toBe('init did not return within 0.4 s');
  });
});
