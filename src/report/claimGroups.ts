import type { ClaimReport } from '../types/report.ts';

/** Claims that have one origin. */
export interface ClaimGroup {
  readonly title: string;
  /** Whether a claim is of it, by its id. */
  has(id: string): boolean;
}

/** Where claims come from, in the order in which they are shown; each claim is of exactly one. */
export const claimGroups: readonly ClaimGroup[] = [
  { title: 'P: the paper, arXiv:2409.16422', has: (id) => /^P\d/.test(id) },
  { title: 'X: beyond the paper, each with its own source', has: (id) => /^X\d/.test(id) },
  { title: 'ours: what this program computes, draws and checks', has: (id) => !/^[PX]\d/.test(id) },
];

/** Claims by group and id, P2 before P10. */
export const inGroups = <Named extends Pick<ClaimReport, 'id'>>(
  claims: readonly Named[],
): readonly { readonly title: string; readonly claims: readonly Named[] }[] =>
  claimGroups
    .map(({ title, has }) => ({
      title,
      claims: claims.filter(({ id }) => has(id)).toSorted((a, b) => byNumber.compare(a.id, b.id)),
    }))
    .filter((group) => group.claims.length > 0);

const byNumber = new Intl.Collator('en', { numeric: true });
