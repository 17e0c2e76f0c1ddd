import type { Check } from '../../types/check.ts';
import type { Network } from '../../types/network.ts';
import type { Vector } from '../../types/vector.ts';
import { faultFound, formSteps, usualRun } from '../parts/formCheck.ts';
import { holds, refuted, vacuous } from '../parts/outcomes.ts';

const inputsUntouched: Check = {
  id: 'inputs-untouched',
  layer: 'form',
  claim: 'The rule changes neither `theta` nor `gradient` nor the samples of a network.',
  source: 'Δ is a function of its inputs, which stay as they are',
  kind: 'required',
  applies: () => true,
  demand: () => ({ steps: formSteps }),
  observe: (setting, announce) => {
    const samples = snapshot(setting.loss.network);
    const { fault, steps } = usualRun(setting, announce);
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
    if (fault) return vacuous(fault.message);
    return steps.length > 0 ? holds(1) : vacuous('the loss or its gradient overflows at the start');
  },
};

interface Sample {
  readonly name: string;
  readonly live: Vector;
  readonly copy: Vector;
}

const snapshot = (network: Network | undefined): readonly Sample[] => {
  if (!network) return [];
  const named = (name: string) => (live: Vector, i: number) => ({
    name: `${name} ${i}`,
    live,
    copy: live.slice(),
  });
  return [...network.inputs.map(named('input')), ...network.targets.map(named('target'))];
};

const sameBits = (a: Vector, b: Vector): boolean => a.every((value, i) => Object.is(value, b[i]));

export default inputsUntouched;
