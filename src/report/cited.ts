import type { Counterexample, Report, RuleReport } from '../types/report.ts';

/** What a stored case shows of a rule: only the first kind is held against it. */
export type CitedKind = 'failure' | 'exception' | 'law' | 'suspicion';

/** Each kind under its heading, the gravest first. */
export const citedKinds: readonly { readonly kind: CitedKind; readonly title: string }[] = [
  { kind: 'failure', title: 'What broke it' },
  { kind: 'suspicion', title: 'What raised suspicion' },
  { kind: 'exception', title: 'Exceptions, within what it promises' },
  { kind: 'law', title: 'Laws that it does not claim' },
];

/**
 * Paths of the cases that a rule cites, each once: of required checks that are falsified (and of suspicions, where
 * those falsify); of suspicions that are raised; of laws that it does not claim; and of what leaves room for them: a
 * promised share, or a check that only measures.
 */
export const citedCounterexamples = (rule: RuleReport): Readonly<Record<CitedKind, readonly string[]>> => {
  const raised = (rule.suspicions ?? []).flatMap(({ status, counterexample }) =>
    status === 'raised' && counterexample !== undefined ? [counterexample] : [],
  );
  const laws = rule.traits.flatMap(({ counterexample, claimed }) =>
    claimed || counterexample === undefined ? [] : [counterexample],
  );
  const refuted = rule.checks.filter(({ required, verdict }) => required && verdict === 'falsified');
  const failures = [
    ...refuted.flatMap(({ counterexamples }) => counterexamples),
    ...(rule.strict === true ? raised : []),
  ];
  const taken = new Set<string>();
  const rest = (paths: readonly string[]): readonly string[] => {
    const fresh = [...new Set(paths)].filter((path) => !taken.has(path));
    for (const path of fresh) taken.add(path);
    return fresh;
  };
  return {
    // What the summary tells of comes first.
    failure: rest([...failures.filter((path) => path === rule.headline), ...failures]),
    suspicion: rest(raised),
    law: rest(laws),
    exception: rest(rule.checks.flatMap(({ counterexamples }) => counterexamples)),
  };
};

/** The case that a path names, where the report holds it. */
export const counterexampleAt = ({ counterexamples }: Report, path: string): Counterexample | undefined =>
  Object.hasOwn(counterexamples, path) ? counterexamples[path] : undefined;
