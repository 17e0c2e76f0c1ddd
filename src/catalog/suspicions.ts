import { discover } from '../discover.ts';
import type { Suspicion } from '../types/suspicion.ts';

/** Every suspicion, in alphabetical order of their files. */
export const loadSuspicions = (): Promise<readonly Suspicion[]> =>
  discover<Suspicion>(new URL('../suspicions/', import.meta.url), ['id', 'statement', 'raisedBy', 'observe']);
