import { discover } from '../discover.ts';
import { errorText, SubjectError } from '../errors.ts';
import type { Loss, LossFamily, LossReference } from '../types/loss.ts';

/** The loss families that cases are drawn of where none is named, simplest first. */
export const loadFamilies = async (): Promise<readonly LossFamily[]> =>
  (await loadEveryFamily()).filter(({ onlyNamed }) => !onlyNamed);

/** Every loss family of losses/, simplest first: those that a stored case, a contract or `--loss` may name. */
export const loadEveryFamily = async (): Promise<readonly LossFamily[]> =>
  (await discover<LossFamily>(new URL('../losses/', import.meta.url), ['build', 'draw', 'facts'])).toSorted(
    (a, b) => a.complexity - b.complexity,
  );

/**
 * The loss that a stored or generated case names.
 *
 * @throws SubjectError where there is no such family, or its parameters make no loss: a case that was edited,
 * or that was found on another file's loss
 */
export const buildLoss = (reference: LossReference, families: ReadonlyMap<string, LossFamily>): Loss => {
  const family = families.get(reference.family);
  if (!family)
    throw new SubjectError({
      kind: 'unfit',
      says: `the case needs a loss that is not here: family = ${reference.family}`,
    });
  try {
    return family.build(reference.parameters);
  } catch (error) {
    throw new SubjectError(
      {
        kind: 'unfit',
        says: `the case has parameters that make no loss ${reference.family}: ${errorText(error)}`,
      },
      { cause: error },
    );
  }
};
