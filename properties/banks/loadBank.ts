import { discover, moduleNames } from '../../src/discover.ts';
import type { Claim, ClaimOf, SubjectKind } from '../../src/types/claim.ts';
import type { Column } from './judgeSubject.ts';
import type { Wrong } from './wrong.ts';

export type BankName = 'losses' | 'metrics' | 'certificates' | 'generators';

/** What the entries of a bank are, and the folder of the claims that judge them. */
const banks: Readonly<Record<BankName, { readonly kind: SubjectKind; readonly claims: string }>> = {
  losses: { kind: 'loss', claims: 'losses' },
  metrics: { kind: 'metric', claims: 'metric' },
  certificates: { kind: 'certificate', claims: 'certify' },
  generators: { kind: 'generator', claims: 'arbitrary' },
};

/** A claim that can judge other subjects than ours; which subjects those are, the folder and the kind say. */
type JudgingClaim = Claim & { readonly of: ClaimOf<unknown, unknown> };

const judges =
  (kind: SubjectKind) =>
  (value: unknown): value is JudgingClaim =>
    typeof value === 'object' &&
    value !== null &&
    'of' in value &&
    typeof value.of === 'object' &&
    value.of !== null &&
    'kind' in value.of &&
    value.of.kind === kind;

const columnOf = ({ id, claim, cost = 1, given, holds, of }: JudgingClaim): Column => ({
  id,
  claim,
  cost,
  trial(subject) {
    const cases = of.given ? of.given(subject) : given;
    return cases && { given: cases, holds: of.holds ? of.holds(subject) : holds };
  },
});

/** Everything that can judge the entries of a bank, in the order of the claims' files. */
export const loadColumns = async (bank: BankName): Promise<readonly Column[]> => {
  const { kind, claims } = banks[bank];
  const folder = new URL(`../${claims}/`, import.meta.url);
  return (await discover(folder)).filter(judges(kind)).map(columnOf);
};

const isWrong = (value: unknown): value is Wrong<unknown> =>
  typeof value === 'object' && value !== null && 'modelledOn' in value && 'subject' in value;

/** The entries of a bank under the names of their files. @throws TypeError where a file holds no entry */
export const loadBank = async (
  bank: BankName,
): Promise<readonly (Wrong<unknown> & { readonly name: string })[]> => {
  const folder = new URL(`./${bank}/`, import.meta.url);
  const names = moduleNames(folder);
  return (await discover(folder)).map((entry, i) => {
    if (!isWrong(entry))
      throw new TypeError(`loadBank: ${bank}/${names[i]} must hold { modelledOn, subject }`);
    return { ...entry, name: names[i]! };
  });
};
