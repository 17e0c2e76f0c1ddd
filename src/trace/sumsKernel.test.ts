import { expect, it } from 'vitest';
import { addBlock, emptySums } from './sums.ts';
import { blockLength, sumsKernel } from './sumsKernel.ts';

const opened = () => {
  const { blocks, sums } = sumsKernel();
  const singles = ({ buffer, byteOffset }: Buffer): Float32Array =>
    new Float32Array(buffer, byteOffset, blockLength);
  return { theta: singles(blocks[0]), gradient: singles(blocks[1]), delta: singles(blocks[2]), sums };
};

it('sums(count) is what addBlock gives, to the bit where sums are exact, whatever lies beyond the last number', () => {
  const { theta, gradient, delta, sums } = opened();
  for (const count of [1, 2, 3, 4, 5, 1000, blockLength]) {
    // Whole numbers of which no sum rounds; numbers of the block before lie beyond the last.
    for (let i = 0; i < blockLength; i++) {
      [theta[i], gradient[i], delta[i]] = [(i % 7) - 3, 2 ** (i % 5) * (i % 2 ? 1 : -1), (i % 11) / 8 - 0.5];
    }
    const [own, due] = [emptySums().fill(1), emptySums().fill(1)];
    sums(count, own);
    addBlock(due, { theta, gradient, delta }, count);
    expect([...own]).toEqual([...due]);
  }
});

it('sums(count) of what is not finite is not finite, and of the least positive single is exact', () => {
  const { theta, gradient, delta, sums } = opened();
  const own = emptySums();
  theta.set([Number.POSITIVE_INFINITY]);
  gradient.set([2 ** -149]);
  delta.set([Number.NaN]);
  sums(1, own);
  expect([...own]).toEqual([Number.NaN, Number.NaN, 2 ** -298, Number.NaN, Number.POSITIVE_INFINITY]);
});
