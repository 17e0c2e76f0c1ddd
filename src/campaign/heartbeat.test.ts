import { expect, it } from 'vitest';
import { agreementCheck } from '../checks/agreement/agreementCheck.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import type { NamedRule } from '../types/rule.ts';
import { builtInParts } from './builtInParts.ts';
import { runBatch } from './cases.ts';
import { heartbeat } from './heartbeat.ts';
import { planCampaign } from './plan.ts';

const parts = await builtInParts();

/** Gradient descent that writes down every call. */
const logged = (name: string, log: string[]): NamedRule =>
  completeRule({
    name,
    init: () => {
      log.push('call -1');
    },
    update({ step, gradient, stepSize }) {
      log.push(`call ${step}`);
      return gradient.map((d) => -stepSize * d);
    },
  });

const announceTo =
  (log: string[]) =>
  (check: number, index: number, step: number): void => {
    log.push(`beat ${check} ${index} ${step}`);
  };

it('every call of every check is preceded by the beat of its case and step', () => {
  const log: string[] = [];
  const plan = planCampaign(logged('own', log), parts, { seed: 3, runs: 2 });
  for (const check of plan.checks.keys()) {
    log.length = 0;
    const indices = plan.checks[check]!.cases ? [0, 1] : [];
    runBatch(plan, check, indices, { announce: announceTo(log), found: () => {} });
    for (const [i, line] of log.entries()) {
      if (!line.startsWith('call')) continue;
      const index = log
        .slice(0, i)
        .findLast((beat) => beat.startsWith('beat'))!
        .split(' ')[2];
      expect(log[i - 1]).toBe(`beat ${check} ${index} ${line.split(' ')[1]}`);
    }
    expect(log.filter((line) => line === `beat ${check} 0 -1`).length > 0).toBe(indices.length > 0);
  }
});

it('a reference that is watched beats as well', () => {
  const log: string[] = [];
  const pulse = heartbeat();
  const reference: string[] = [];
  const checks = [agreementCheck(pulse.watch(logged('reference', reference)))];
  const plan = planCampaign(logged('own', []), { ...parts, checks, heartbeat: pulse }, { seed: 3, runs: 1 });
  runBatch(plan, 0, [0], { announce: announceTo(log), found: () => {} });
  expect(reference.length).toBeGreaterThan(1);
  // The case itself, then every call of the rule and as many of the reference.
  expect(log).toHaveLength(1 + 2 * reference.length);
});
