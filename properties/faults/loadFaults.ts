import { claimsIn } from '../../src/catalog/claims.ts';
import { discover, type Folder, foldersIn, moduleNames } from '../../src/discover.ts';
import type { Claim, ClaimOf, JudgedKind } from '../../src/types/claim.ts';
import type { Column } from './refutations.ts';
import type { SeededFault } from './seededFault.ts';

const properties = foldersIn(new URL('../*/', import.meta.url));
const faults = foldersIn(new URL('./*/', import.meta.url));

const named = (folders: ReadonlyMap<string, Folder>, name: string): Folder => {
  const folder = folders.get(name);
  if (!folder) throw new TypeError(`loadFaults: the folder ${name} must be there`);
  return folder;
};

/** A folder of seeded faults that claims judge. */
export type ClaimedKind = 'losses' | 'metrics' | 'certificates' | 'generators';

/** What the faults of a folder are faults of, and the folder of the claims that judge them. */
const kinds: Readonly<Record<ClaimedKind, { readonly kind: JudgedKind; readonly claims: string }>> = {
  losses: { kind: 'loss', claims: 'losses' },
  metrics: { kind: 'metric', claims: 'metric' },
  certificates: { kind: 'certificate', claims: 'certify' },
  generators: { kind: 'generator', claims: 'arbitrary' },
};

/** A claim that can judge other subjects than ours; which subjects those are, the folder and the kind say. */
type JudgingClaim = Claim & { readonly of: ClaimOf<unknown, unknown> };

const judges =
  (kind: JudgedKind) =>
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

/** Everything that can judge the faults of a folder, in the order of the claims' files. */
export const loadColumns = async (of: ClaimedKind): Promise<readonly Column[]> => {
  const { kind, claims } = kinds[of];
  return (await claimsIn(named(properties, claims))).filter(judges(kind)).map(columnOf);
};

/** The seeded faults of a folder under the names of their files. @throws TypeError where a file holds none */
export const loadFaults = async (
  of: ClaimedKind,
): Promise<readonly (SeededFault<unknown> & { readonly name: string })[]> => {
  const folder = named(faults, of);
  const names = moduleNames(folder);
  const entries = await discover<SeededFault<unknown>>(folder, ['modelledOn', 'subject']);
  if (entries.length !== names.length)
    throw new TypeError(`loadFaults: every file of ${of} must hold { modelledOn, subject }`);
  return entries.map((entry, i) => ({ ...entry, name: names[i]! }));
};
