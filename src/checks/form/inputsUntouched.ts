import { trajectory } from '../../dynamics/running.ts';
import type { Check } from '../../types/check.ts';
import type { Network } from '../../types/network.ts';
import type { Kept, Run } from '../../types/run.ts';
import type { Vector } from '../../types/vector.ts';
import { holds, refuted, vacuous } from '../outcome/outcome.ts';
import { formAssertion } from '../run/formAssertion.ts';
import { faultFound } from '../run/formCheck.ts';
import { reasonNotJudged, sharedRunOf, usualSteps } from '../run/run.ts';

const inputsUntouched: Check = {
  id: 'inputs-untouched',
  layer: 'form',
  claim:
    'The rule changes neither `theta` nor `gradient` nor the samples of a network, at once or later in a run.',
  source: 'Δ is a function of its inputs, which stay as they are',
  kind: 'required',
  needs: ['memory'],
  applies: () => true,
  shares: 'usual run',
  demand: () => ({ steps: usualSteps }),
  *observe(setting) {
    const samples = snapshot(setting.loss.network);
    // Of a run that another check has made the samples are not seen to change.
    const own = setting.loss.network && { repetition: 1 };
    const run: Run = { ...sharedRunOf(setting), ...own };
    const ran = yield* trajectory(setting.rule, setting.loss, run);
    const changed = samples.findIndex(({ live, copy }) => !sameBits(live, copy));
    // Samples outlive the case: what the rule did to them must not reach the next one.
    for (const { live, copy } of samples) live.set(copy);
    if (changed >= 0) {
      return refuted({
        cause: 'mutates-network',
        sentence: `the rule changed ${samples[changed]!.name} of the network, which every later step reads`,
        margin: -1,
      });
    }
    const { fault } = ran;
    if (fault?.kind === 'mutates-theta' || fault?.kind === 'mutates-gradient') return faultFound(fault);
    const late = changedLater(ran.shown ?? []);
    if (late) {
      return refuted({
        cause: `mutates-${late.name}-later`,
        sentence: `the rule kept the ${late.name} that it was shown at step ${late.step}, and changed it at a later one`,
        margin: -1,
        derived: { step: late.step },
      });
    }
    const reason = reasonNotJudged(ran);
    return reason === undefined ? holds(1) : vacuous(reason);
  },
  assertion: (cause) => ({
    ...withoutPython,
    ...(cause === 'mutates-gradient' && {
      python: { condition: 'gradient == shown', otherwise: 'it has changed the gradient' },
    }),
    begun: `${formAssertion.begun}const kept = [];
`,
    perStep: `${formAssertion.perStep}  kept.push({ step, shown, was: { theta: [...theta], gradient: [...gradient] } });
`,
    ended: `for (const { step, shown, was } of kept) {
  assert.deepEqual([...shown.theta], was.theta, \`theta of step \${step} was changed\`);
  assert.deepEqual([...shown.gradient], was.gradient, \`gradient of step \${step} was changed\`);
}
`,
  }),
};

const { python: _, ...withoutPython } = formAssertion;

interface Sample {
  readonly name: string;
  readonly live: Vector;
  readonly copy: Vector;
}

/** The first array that the rule was shown and has changed since: what it keeps it must leave as it is as well. */
const changedLater = (
  shown: readonly Kept[],
): { readonly name: 'theta' | 'gradient'; readonly step: number } | undefined => {
  for (const { step, live, was } of shown) {
    if (!sameBits(live.theta, was.theta)) return { name: 'theta', step };
    if (!sameBits(live.gradient, was.gradient)) return { name: 'gradient', step };
  }
  return undefined;
};

const snapshot = (network: Network | undefined): readonly Sample[] => {
  if (!network) return [];
  const named = (name: string) => (live: Vector, i: number) => ({
    name: `${name} ${i}`,
    live,
    copy: live.slice(),
  });
  return [...network.inputs.map(named('input')), ...network.targets.map(named('target'))];
};

const sameBits = (a: Vector, b: Vector): boolean =>
  a.length === b.length && a.every((value, i) => Object.is(value, b[i]));

export default inputsUntouched;
