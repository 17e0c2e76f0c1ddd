import type { Examination } from '../campaign/examination.ts';
import { loadSuspicions } from '../catalog/suspicions.ts';
import { suspect } from '../suspicions/looking/suspect.ts';

/** Milliseconds after which nothing more is asked of a slow rule. */
const patience = 5000;

/** Is it likely wrong, though nothing that it promises is refuted? */
const suspicions: Examination<'suspicions'> = {
  name: 'suspicions',
  open: async () => {
    const all = await loadSuspicions();
    return ({ plan, elapsed }) => {
      const { rule, families } = plan;
      const hasty: typeof rule = {
        ...rule,
        update(context, state) {
          if (elapsed() > patience) throw new Error('it takes too long to be looked at');
          return rule.update(context, state);
        },
      };
      const found = suspect(hasty, all, [...families.values()]);
      const seen = (status: 'raised' | 'expected') =>
        found[status].map(({ id, sentence, index }) => ({ id, status, sentence, index }));
      return [
        ...seen('raised'),
        ...seen('expected'),
        ...found.unseen.map((id) => ({
          id,
          status: 'unseen' as const,
          sentence: 'is expected, and is not seen',
        })),
        ...found.blind.map(({ id, reason }) => ({ id, status: 'blind' as const, sentence: reason })),
      ];
    };
  },
};

export default suspicions;
