import type { Examination } from '../campaign/examination.ts';

/** Which other promise does it keep, where it breaks its own? */
const suggestions: Examination<'suggestions'> = {
  name: 'suggestions',
  open: async () => {
    const { loadChecks } = await import('../catalog/checks.ts');
    const { suggestionsFor } = await import('../suggestion/suggest.ts');
    const checks = await loadChecks();
    return ({ plan, refuted, elapsed }) => suggestionsFor({ plan, checks, refuted, elapsed });
  },
};

export default suggestions;
