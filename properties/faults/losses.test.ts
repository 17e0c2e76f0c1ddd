import { describe, expect, it } from 'vitest';
import { families } from '../subjects/members.ts';
import { loadColumns, loadFaults } from './loadFaults.ts';
import { refutations } from './refutations.ts';
import { testFaults } from './testFaults.ts';

await testFaults('losses', Object.fromEntries(families.map((family) => [family.name, family])));

/** What `fuzz --loss` cannot see in a user's file, and why. */
const unseen: Readonly<Record<string, string>> = {
  'drop-keeps-everything': 'a user’s loss has no drop',
  'drop-takes-another-entry': 'a user’s loss has no drop',
  'frozen-coordinate': 'a loss may ignore a coordinate, and value and gradient agree',
  'gradient-buffer-reused': 'what a user’s gradient returns is copied at once',
  'gradient-in-single-precision': 'gradients in single precision are let pass on purpose',
  'gradient-rounding-forgotten': 'as above: what single precision explains is let pass',
  'landmark-at-the-origin': 'a user’s loss names no landmarks',
  'minimum-of-a-bound': 'no value contradicts a minimum that is too low',
  'rounding-of-single-precision': 'a user’s bound may be as wide as single precision needs it',
  'samples-add-up': 'a user’s loss has no samples',
  'slopes-left-out': 'a user’s loss shows no network',
  'smoothness-of-the-trace': 'an upper bound on the curvature is a right answer, if not the best',
  'strong-convexity-halved': 'so is a lower one',
};

describe('fuzz --loss', async () => {
  const columns = (await loadColumns('losses')).filter(({ id }) => id === 'L6-fuzz');
  const faults = await loadFaults('losses');

  it('finds fault with every wrong loss that a user could write, but for what contradicts nothing', () => {
    const passed = faults.filter(
      ({ subject }) =>
        refutations(columns, subject, { seed: 1, cases: 15, now: () => 0, untilFirst: true }).first === null,
    );
    expect(passed.map(({ name }) => name)).toEqual(Object.keys(unseen));
  });
});
