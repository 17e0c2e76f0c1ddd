import muon from '../../../src/rules/muon.ts';
import type { RuleContext } from '../../../src/types/rule.ts';
import type { Vector } from '../../../src/types/vector.ts';
import type { FaultyRule } from '../faultyRule.ts';

/** Muon whose matrices are handed on as they are: momentum as Nesterov has it. */
export default {
  ...muon,
  name: 'muon-never-orthogonalises',
  update({ gradient, stepSize, hyperparameters }: RuleContext, previous: Vector) {
    const momentum = hyperparameters.momentum!;
    const buffer = previous.map((m, i) => momentum * m + gradient[i]!);
    return { delta: buffer.map((m, i) => -stepSize * (gradient[i]! + momentum * m)), state: buffer };
  },
  modelledOn: 'deepspeedai/DeepSpeed#8441: the branch with Newton and Schulz is never taken by default',
  meant: 'muon',
  alsoKnownAs: ['sgd-with-nesterov-momentum'],
} satisfies FaultyRule;
