import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Random } from '../types/vector.ts';

/**
 * Mixes a seed with any number of labels into a 32-bit seed, so that each purpose has a stream of its own.
 * Exact: integer arithmetic modulo 2³². Source: the finaliser of MurmurHash3 (Appleby, public domain).
 */
export const mixSeed = (seed: number, ...labels: readonly (string | number)[]): number => {
  let hash = mixWord(0x9e3779b9, seed);
  for (const label of labels) {
    if (typeof label === 'number') hash = mixWord(hash, label);
    else for (let i = 0; i < label.length; i++) hash = mixWord(hash, label.charCodeAt(i) + 1);
  }
  return hash | 0;
};

const mixWord = (hash: number, word: number): number => {
  let h = Math.imul(hash ^ (word | 0), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) + 0x9e3779b9;
};

/** A uniform source on [0, 1) with 53 random bits a draw, deterministic in the seed and the labels. */
export const seededRandom = (seed: number, ...labels: readonly (string | number)[]): Random => {
  const generator = xoroshiro128plus(mixSeed(seed, ...labels));
  return () => uniformFloat64(generator);
};

/** A standard normal deviate. Source: Box and Muller, Ann. Math. Stat. 29 (1958). */
export const standardNormal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
