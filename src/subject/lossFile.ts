import { SubjectError } from '../errors.ts';
import { familyFault } from '../losses/audit/familyFault.ts';
import type { LoadedFile } from '../types/campaign.ts';
import type { LossFamily } from '../types/loss.ts';
import { type DimensionRange, largestDimension } from '../types/scenario.ts';
import { openRemoteLoss } from './remoteLoss.ts';
import { familyFromUserLoss } from './userLoss.ts';
import { loadUserModule } from './userModule.ts';

/** The losses of a file that is open. */
export interface OpenLoss {
  readonly family: LossFamily;
  readonly loaded: LoadedFile;
  /** Ends what was started for it. */
  readonly close?: () => void;
}

/**
 * The family of the losses in a file.
 *
 * @param wanted the dimensions that the user asked for; all that the loss has by default
 * @param withinLoss called before and after each call of the user's functions
 * @param python interpreter of a file in Python
 * @throws SubjectError where the file does not load, or its loss contradicts itself or has none of those dimensions
 */
export const openLossFile = async (
  file: string,
  wanted: DimensionRange | undefined,
  withinLoss: (inside: boolean) => void,
  python?: string,
): Promise<OpenLoss> => {
  if (file.endsWith('.py')) {
    const remote = await openRemoteLoss(file, python);
    try {
      return { ...remote, family: familyOf(remote.exported, { file, wanted, withinLoss }) };
    } catch (error) {
      remote.close();
      throw error;
    }
  }
  const { exported, hasDefault, loaded } = await loadUserModule(file);
  if (!hasDefault) {
    throw new SubjectError({
      kind: 'no-subject',
      path: file,
      says: 'has no default export; export a loss { name, dimension, value, gradient }',
    });
  }
  return { family: familyOf(exported, { file, wanted, withinLoss }), loaded };
};

interface Asked {
  readonly file: string;
  readonly wanted: DimensionRange | undefined;
  readonly withinLoss: (inside: boolean) => void;
}

const familyOf = (exported: unknown, { file, wanted, withinLoss }: Asked): LossFamily => {
  const family = familyFromUserLoss(exported, file, withinLoss);
  if ('fault' in family) throw new SubjectError({ kind: 'unfit', path: file, says: family.fault });
  const { min, max } = family.dimensions;
  if (min > largestDimension) {
    throw new SubjectError({
      kind: 'unfit',
      path: file,
      says: `the loss has ${min.toLocaleString('en')} dimensions, a run holds at most ${largestDimension.toLocaleString('en')}; give a smaller one`,
    });
  }
  if (wanted && (wanted.max < min || wanted.min > max)) {
    throw new SubjectError({
      kind: 'unfit',
      path: file,
      says: `the loss has dimension ${min === max ? min : `${min}..${max}`}, none of ${wanted.min}..${wanted.max}; leave --dimension out`,
    });
  }
  const fault = familyFault(family, {
    min: Math.max(min, wanted?.min ?? min),
    max: Math.min(max, wanted?.max ?? max),
  });
  if (fault !== undefined) throw new SubjectError({ kind: 'unfit', path: file, says: `the loss ${fault}` });
  return family;
};
