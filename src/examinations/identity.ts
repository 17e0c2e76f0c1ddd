import type { Examination } from '../campaign/examination.ts';

/** Which known rule is it? */
const identity: Examination<'identity'> = {
  name: 'identity',
  open: async () => {
    const { identifyAmong, loadRepertoire } = await import('../identity/identify.ts');
    const repertoire = await loadRepertoire();
    return ({ plan, names, alive, elapsed }) => {
      const families = [...plan.families.values()].filter(({ onlyNamed }) => !onlyNamed);
      return identifyAmong({ ...repertoire, families, alive, elapsed }, plan.rule, names);
    };
  },
};

export default identity;
