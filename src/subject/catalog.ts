import { loadRules } from '../catalog/rules.ts';
import { discover } from '../discover.ts';
import { quotedPath, SubjectError, suggest, UsageError } from '../errors.ts';
import { completeRule } from '../rules/declaration/completeRule.ts';
import type { CounterexampleRule } from '../types/report.ts';
import { loadPatience } from './openRemote.ts';
import type { OpenSubject, Provenance, SubjectKind, SubjectReference } from './subject.ts';

/** Every kind of subject, in the order in which they are asked what an argument names. */
const loadKinds = async (): Promise<readonly SubjectKind[]> =>
  (
    await discover<SubjectKind>(new URL('./kinds/', import.meta.url), [
      'kind',
      'rank',
      'recognise',
      'open',
      'provenance',
    ])
  ).toSorted((a, b) => a.rank - b.rank);

const kindOf = async ({ kind, spec }: SubjectReference): Promise<SubjectKind> => {
  const kinds = await loadKinds();
  const found = kinds.find((known) => known.kind === kind);
  if (found) return found;
  const known = kinds.map((other) => other.kind).join(', ');
  throw new SubjectError({
    kind: 'does-not-load',
    path: spec,
    says: `is a subject of an unknown kind, "${kind}"; known are ${known}`,
  });
};

/**
 * The subjects that an argument names, or null where it names none.
 *
 * @throws SubjectError where it names one, but wrongly
 */
export const recognised = async (typed: string): Promise<readonly SubjectReference[] | null> => {
  for (const kind of await loadKinds()) {
    const found = await kind.recognise(typed);
    if (found) return found;
  }
  return null;
};

/**
 * The subjects that an argument names, one or more: a file, those of a folder, a built-in rule, …
 *
 * @throws SubjectError where it names none
 */
export const recognise = async (typed: string): Promise<readonly SubjectReference[]> => {
  const found = await recognised(typed);
  if (found) return found;
  const known = (await loadRules()).map(({ name }) => name);
  const name = typed.replace(/:.*/s, '');
  throw new SubjectError({
    kind: 'does-not-load',
    path: name,
    says: `is neither a file nor a built-in rule; ${suggest(name, known, 'natgrad-check list rules')}`,
  });
};

/** The one subject that an argument names. @throws SubjectError where it names none, or several */
export const recogniseOne = async (typed: string): Promise<SubjectReference> => {
  const [first, ...others] = await recognise(typed);
  if (first && others.length === 0) return first;
  throw new SubjectError({
    kind: 'does-not-load',
    path: typed,
    says: `is a folder of ${1 + others.length} files; name one of them`,
  });
};

/** Opens a subject: from here on its code runs. @throws SubjectError with one line for the user */
export const open = async (reference: SubjectReference): Promise<OpenSubject> => {
  const subject = await (await kindOf(reference)).open(reference);
  return reference.contract === undefined ? subject : configured(subject, reference.contract);
};

/** A subject under the contract that a configuration gives it. @throws SubjectError where there is none */
const configured = async (subject: OpenSubject, place: string): Promise<OpenSubject> => {
  try {
    const { contractAt } = await import('./configurationFile.ts');
    const { contract, loaded } = await contractAt(place);
    const { contract: _, ...others } = subject;
    const rule = completeRule({ ...subject.rule, contract });
    return { ...others, rule, files: [...subject.files, loaded] };
  } catch (error) {
    subject.close?.();
    throw error;
  }
};

/** Milliseconds that a subject may take to load beyond what its file may: a program of its own says itself when it is too late. */
export const loadPatienceOf = ({ kind }: SubjectReference): number =>
  kind === 'process' ? loadPatience + 10_000 : 0;

/** Where a subject came from. @throws SubjectError where its kind is not known */
export const provenanceOf = async (reference: SubjectReference): Promise<Provenance> =>
  (await kindOf(reference)).provenance(reference);

/** The reference, run by the interpreter that was named, where it is one that an interpreter runs. */
export const runBy = (reference: SubjectReference, python: string | undefined): SubjectReference =>
  python === undefined || reference.kind !== 'process' || reference.spec.startsWith('-- ')
    ? reference
    : { ...reference, python };

/** The reference, served already at a channel. @throws UsageError where it is of no kind that is served */
export const servedAt = (reference: SubjectReference, channel: string): SubjectReference => {
  if (reference.kind === 'process') return { ...reference, channel };
  throw new UsageError(`--channel: ${quotedPath(reference.spec)} is no subject that a program serves`);
};

/** The names that a spec holds: of its file without folders and extension, and of what it names in there. */
export const namesIn = ({ spec }: SubjectReference): readonly string[] =>
  spec
    .replace(/\(.*/s, '')
    .split(/(?<!^[a-zA-Z]):(?![\\/])|\s+/)
    .map((part) => part.replace(/^.*[\\/]/s, '').replace(/\.(?:[cm]?[jt]s|py|json)$/, ''))
    .filter((name) => name !== '' && name !== '--');

/** The rule with this index in the sequence that is composed at random from a seed. */
export const composedReference = (seed: number, index: number): SubjectReference => ({
  kind: 'composed',
  spec: `composed:seed=${seed},index=${index}`,
});

/** The subject that a stored counterexample is about, also one of before subjects had kinds. */
export const storedReference = ({ subject, file, generated, name }: CounterexampleRule): SubjectReference => {
  if (subject) return subject;
  if (file !== null) return { kind: 'module', spec: file };
  return generated ? composedReference(generated.seed, generated.index) : { kind: 'built-in', spec: name };
};
