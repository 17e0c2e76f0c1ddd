import type { Setting } from '../../types/scenario.ts';

/**
 * What is wrong with the functions of a rule's contract on this loss; undefined where nothing is.
 *
 * An objective has to be a loss of the same dimension, a greatest step size a number.
 */
export const contractFault = ({ rule: { contract }, loss }: Setting): string | undefined => {
  if (!contract) return undefined;
  try {
    const objective: unknown = contract.objective?.(loss);
    if (contract.objective && !isLossLike(objective, loss.dimension)) {
      return 'contract.objective must return a loss of the same dimension: { ...loss, value, gradient }';
    }
    const limit: unknown = contract.maxStepSize?.(loss);
    if (contract.maxStepSize && typeof limit !== 'number') {
      return `contract.maxStepSize must return a number, got a ${typeof limit}`;
    }
  } catch (error) {
    return `the contract threw ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
  }
  return undefined;
};

const isLossLike = (value: unknown, dimension: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'dimension' in value &&
  value.dimension === dimension &&
  ['value', 'gradient', 'roundoff'].every((name) => typeof Reflect.get(value, name) === 'function') &&
  'facts' in value;
