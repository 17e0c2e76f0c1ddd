import type { Check } from '../../types/check.ts';
import type { Network } from '../../types/network.ts';
import type { NamedRule } from '../../types/rule.ts';
import type { Vector } from '../../types/vector.ts';
import { faultFound, formSteps, usualRun } from '../parts/formCheck.ts';
import { holds, refuted, vacuous } from '../parts/outcomes.ts';

const inputsUntouched: Check = {
  id: 'inputs-untouched',
  layer: 'form',
  claim:
    'The rule changes neither `theta` nor `gradient` nor the samples of a network, at once or later in a run.',
  source: 'Δ is a function of its inputs, which stay as they are',
  kind: 'required',
  applies: () => true,
  demand: () => ({ steps: formSteps }),
  observe: (setting, announce) => {
    const samples = snapshot(setting.loss.network);
    const shown: Kept[] = [];
    const { fault, steps } = usualRun({ ...setting, rule: keeping(setting.rule, shown) }, announce);
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
    if (fault?.kind === 'mutates-theta' || fault?.kind === 'mutates-gradient') return faultFound(fault);
    const late = shown.find(({ live, copy }) => !sameBits(live, copy));
    if (late) {
      return refuted({
        cause: `mutates-${late.name}-later`,
        sentence: `the rule kept the ${late.name} that it was shown at step ${late.step}, and changed it at a later one`,
        margin: -1,
        derived: { step: late.step },
      });
    }
    if (fault) return vacuous(fault.message);
    return steps.length > 0 ? holds(1) : vacuous('the loss or its gradient overflows at the start');
  },
};

interface Sample {
  readonly name: string;
  readonly live: Vector;
  readonly copy: Vector;
}

/** An array that the rule was shown, and what was in it. */
interface Kept extends Sample {
  readonly step: number;
}

/** The rule, with every array that it is shown added to `shown`: what it keeps it must leave as it is as well. */
const keeping = (rule: NamedRule, shown: Kept[]): NamedRule => ({
  ...rule,
  update(context, state) {
    const { step, theta, gradient } = context;
    shown.push({ name: 'theta', step, live: theta, copy: theta.slice() });
    shown.push({ name: 'gradient', step, live: gradient, copy: gradient.slice() });
    return rule.update(context, state);
  },
});

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
