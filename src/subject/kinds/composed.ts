import { SubjectError } from '../../errors.ts';
import { completeRule } from '../../rules/declaration/completeRule.ts';
import type { SubjectKind } from '../subject.ts';

/** Seed and index of the rule that a spec names; undefined where it names none. */
const placeOf = (spec: string): { readonly seed: number; readonly index: number } | undefined => {
  const match = /^composed:seed=(\d+),index=(\d+)$/.exec(spec);
  return match ? { seed: Number(match[1]), index: Number(match[2]) } : undefined;
};

const placeNamed = (spec: string): { readonly seed: number; readonly index: number } => {
  const place = placeOf(spec);
  if (place) return place;
  throw new SubjectError({
    kind: 'unfit',
    path: spec,
    says: 'names no composed rule; write composed:seed=7,index=0',
  });
};

/** A rule that is composed at random, known by its seed and its index in the sequence of that seed. */
const composed: SubjectKind = {
  kind: 'composed',
  rank: 2,
  recognise: async (typed) => (placeOf(typed) ? [{ kind: composed.kind, spec: typed }] : null),
  open: async ({ spec }) => {
    const { seed, index } = placeNamed(spec);
    // Loaded only when the rule is run: recognising one needs no generators.
    const { generatedRule } = await import('../../arbitrary/rule/rule.ts');
    return { rule: completeRule(generatedRule(seed, index)), stated: {}, files: [] };
  },
  provenance: (subject) => ({ subject, file: null, generated: placeNamed(subject.spec) }),
};

export default composed;
