import { loadChecks } from '../catalog/checks.ts';
import { loadEveryFamily } from '../catalog/losses.ts';
import { loadSuspicions } from '../catalog/suspicions.ts';
import type { PlanParts } from './plan.ts';

/** The built-in checks, losses and suspicions. */
export const builtInParts = async (): Promise<PlanParts> => ({
  checks: await loadChecks(),
  families: await loadEveryFamily(),
  suspicions: await loadSuspicions(),
});
