import { guarded, inPrecision, namingTheCase } from '../checks/outcome/decorate.ts';
import { discover } from '../discover.ts';
import type { Check } from '../types/check.ts';

/** The folders of checks that need nothing but a rule, in the order in which they are reported. */
const layers = [
  new URL('../checks/form/', import.meta.url),
  new URL('../checks/descent/', import.meta.url),
  new URL('../checks/laws/', import.meta.url),
];

/**
 * Every check that needs nothing but a rule, discovered from the folders of its layers: by layer, then by file.
 * Agreement needs a reference as well: `agreementCheck` makes that check.
 */
export const loadChecks = async (): Promise<readonly Check[]> => {
  const found = await Promise.all(layers.map((layer) => discover<Check>(layer, ['id', 'layer', 'observe'])));
  return found.flat().map((check) => namingTheCase(guarded(inPrecision(check))));
};
