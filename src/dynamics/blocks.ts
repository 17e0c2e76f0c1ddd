import { signOfInnerProduct } from '../linalg/sign.ts';
import { isZero } from '../linalg/vector.ts';
import type { Block, Loss } from '../types/loss.ts';
import type { Vector } from '../types/vector.ts';

/** What one block of coordinates says. */
export interface BlockDescent {
  readonly name: string;
  /** `at-rest` where y and g both vanish there, `effective` where yᵀg > 0 there, exactly. */
  readonly status: 'effective' | 'at-rest' | 'ineffective';
}

/** The blocks of a loss, or the whole of θ where it states none. */
export const blocksOf = (loss: Pick<Loss, 'blocks' | 'dimension'>): readonly Block[] =>
  loss.blocks ?? [{ name: 'θ', from: 0, to: loss.dimension }];

/**
 * Whether yᵀg > 0 on each block. A block-diagonal metric exists iff every block is effective or at rest.
 *
 * Source: P15.
 * @param g update, shape (D) @param y negated gradient, shape (D)
 * Accuracy: exact signs. Cost: O(D).
 */
export const blockDescent = (blocks: readonly Block[], g: Vector, y: Vector): readonly BlockDescent[] =>
  blocks.map(({ name, from, to }) => {
    const [update, slope] = [g.subarray(from, to), y.subarray(from, to)];
    if (isZero(update) && isZero(slope)) return { name, status: 'at-rest' };
    return { name, status: signOfInnerProduct(update, slope) > 0 ? 'effective' : 'ineffective' };
  });
