import type { Check } from '../../types/check.ts';
import { contractFault } from './contractFault.ts';
import { refuted, vacuous } from './outcomes.ts';

/**
 * The check, on rules whose contract is functions of their own: where one of these fails, that is held against the rule
 * by the check that says so (`well-formed`), and every other check says nothing.
 */
export const guarded = (check: Check): Check => ({
  ...check,
  observe: (setting, announce) => {
    const fault = contractFault(setting);
    if (fault === undefined) return check.observe(setting, announce);
    return check.id === 'well-formed'
      ? refuted({ cause: 'contract', sentence: fault, margin: -1 })
      : vacuous(fault);
  },
});
