import { discover } from '../discover.ts';
import type { Check } from '../types/check.ts';
import { guarded } from './parts/guarded.ts';
import { namingTheCase } from './parts/namedCase.ts';

/** The folders of checks that need nothing but a rule, in the order in which they are reported. */
const layers = ['form', 'descent', 'laws'] as const;

/**
 * Every check that needs nothing but a rule, discovered from the folders of its layers: by layer, then by file.
 * Agreement needs a reference as well: `agreementCheck` makes that check.
 */
export const loadChecks = async (): Promise<readonly Check[]> => {
  const found = await Promise.all(layers.map((layer) => discover(new URL(`${layer}/`, import.meta.url))));
  return found
    .flat()
    .filter(isCheck)
    .map((check) => namingTheCase(guarded(check)));
};

const isCheck = (value: unknown): value is Check =>
  typeof value === 'object' && value !== null && 'id' in value && 'layer' in value && 'observe' in value;
