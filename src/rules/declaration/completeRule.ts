import { isHalf } from '../../linalg/precision.ts';
import type { Contract, DeclaredRule, NamedRule } from '../../types/rule.ts';

/**
 * The rule with everything filled in that it leaves open: a vector of float64 on all of ℝᴰ, of no other shape, that uses the given step size,
 * without hyperparameters or traits. Its promise is `small-step`, also where it chooses its own step size: Rprop with widths of
 * its own keeps that and nothing stronger, since one step too wide near a minimum breaks every window.
 */
export const completeRule = (rule: DeclaredRule): NamedRule => {
  const { stepSize = 'used', contract = {}, precision = 'float64' } = rule;
  const effective = contract.effective ?? 'small-step';
  return {
    ...rule,
    contract: { ...boundTo(contract), effective },
    traits: rule.traits ?? [],
    domain: rule.domain ?? 'all',
    precision,
    // Hardware adds and multiplies in single precision what is stored in sixteen bits.
    arithmetic: rule.arithmetic ?? (isHalf(precision) ? 'float32' : precision),
    roundings: rule.roundings ?? 1,
    stepSize,
    shapes: rule.shapes ?? 'vector',
    hyperparameters: rule.hyperparameters ?? {},
  };
};

/** The functions of a contract keep their `this`, for contracts that are instances of a class. */
const boundTo = (contract: Contract): Omit<Contract, 'effective'> => {
  const { maxStepSize, losses, objective, minCosine, expected } = contract;
  return {
    ...(maxStepSize && { maxStepSize: (loss) => maxStepSize.call(contract, loss) }),
    ...(losses && {
      losses: typeof losses === 'function' ? (facts) => losses.call(contract, facts) : losses,
    }),
    ...(objective && {
      objective: (loss, hyperparameters) => objective.call(contract, loss, hyperparameters),
    }),
    ...(minCosine !== undefined && { minCosine }),
    ...(expected && { expected }),
  };
};
