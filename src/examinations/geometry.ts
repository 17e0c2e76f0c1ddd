import type { Examination } from '../campaign/examination.ts';

/** How far is it from a fixed geometry? */
const geometry: Examination<'geometry'> = {
  name: 'geometry',
  open: async () => {
    const { comparedSteps, ruleGeometry } = await import('../trace/ruleGeometry.ts');
    return ({ plan }) => {
      const found = ruleGeometry(plan.rule);
      if (found === undefined) {
        return { most: comparedSteps, sentence: 'makes no two steps on a quadratic that could be compared' };
      }
      const { most, median, sentence } = found;
      return { most, sentence, ...median };
    };
  },
};

export default geometry;
