import fc from 'fast-check';

/** Seeds of independent samples: a case is a whole statistical test of one of them. A seed has none that is simpler. */
export const sampleSeeds = fc.noShrink(fc.noBias(fc.integer()));

/** Such a test draws thousands of values; see the field `cost` of a claim. */
export const sampleCost = 100;
