import { SubjectError } from '../errors.ts';
import type { LossRuns, ShowAsk } from '../types/gallery.ts';
import type { LossFamily } from '../types/loss.ts';
import type { NamedRule } from '../types/rule.ts';
import { lossRuns } from './galleryRuns.ts';
import { lossPicture } from './lossPicture.ts';

/** The runs that are asked for, where the code of the rule runs. @throws SubjectError where the loss cannot be pictured */
export const answerShow = (
  { loss: wanted, ...demand }: ShowAsk,
  { rule, families }: { readonly rule: NamedRule; readonly families: ReadonlyMap<string, LossFamily> },
): LossRuns => {
  const family = wanted === undefined ? [...families.values()][0] : families.get(wanted);
  const pictured = family && lossPicture(family);
  if (pictured) return lossRuns(rule, pictured, demand);
  throw new SubjectError({
    kind: 'unfit',
    path: family?.name ?? wanted ?? '',
    says: 'has no member of two dimensions; a picture needs them',
  });
};
