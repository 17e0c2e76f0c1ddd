import { discover } from '../discover.ts';
import type { FaultKind } from '../types/fault.ts';

/** Every kind of seeded fault: what the modules beside the folders of faults make of them, in alphabetical order. */
export const loadFaultKinds = (): Promise<readonly FaultKind[]> =>
  discover<FaultKind>(new URL('../../properties/faults/', import.meta.url), [
    'entries',
    'row',
    'detect',
    'smallest',
  ]);
