import { errorText, SubjectError } from '../../errors.ts';
import type { LossFacts, LossFamily } from '../../types/loss.ts';
import type { NamedRule } from '../../types/rule.ts';

/** Whether the contract of a rule covers the losses of a family. @throws SubjectError where its function throws */
export const coversLoss = (
  { name, contract: { losses } }: NamedRule,
  family: Pick<LossFamily, 'name' | 'facts'>,
): boolean => {
  if (losses === undefined) return true;
  if (typeof losses !== 'function') return losses.includes(family.name);
  try {
    return losses(family.facts);
  } catch (error) {
    throw new SubjectError(
      { kind: 'unfit', path: name, says: `contract.losses throws "${errorText(error)}"; fix it` },
      { cause: error },
    );
  }
};

/**
 * The losses on which a promise about values of the loss is held against a rule: all that its contract selects, or those
 * that stand still in time where it selects none.
 */
export const steadyLosses = ({
  contract: { losses },
}: NamedRule): { readonly losses?: (facts: LossFacts) => boolean } =>
  losses === undefined ? { losses: ({ timeVarying }) => !timeVarying } : {};
