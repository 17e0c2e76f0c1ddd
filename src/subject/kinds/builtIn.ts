import { loadRules } from '../../catalog/rules.ts';
import { nearest, SubjectError } from '../../errors.ts';
import type { OpenSubject, SubjectKind } from '../subject.ts';

/** A name, and the settings after its first colon. */
const partsOf = (spec: string): readonly [name: string, settings: string | undefined] => {
  const [name = '', settings] = spec.split(/:(.*)/s);
  return [name, settings];
};

/**
 * The built-in rule that a spec such as `adam` or `adam:beta1=0.9,epsilon=1e-8` names, with these defaults of its
 * hyperparameters.
 *
 * @throws SubjectError where no rule or hyperparameter has the name, or the value is no number between its bounds
 */
const openBuiltIn = async (spec: string): Promise<OpenSubject> => {
  const [name, settings] = partsOf(spec);
  const rules = await loadRules();
  const rule = rules.find((known) => known.name === name);
  if (!rule) throw unknownName('rule', name, { path: spec, known: rules.map((known) => known.name) });
  if (settings === undefined) return { rule, stated: {}, files: [] };
  const hyperparameters = { ...rule.hyperparameters };
  const stated: Record<string, number> = {};
  for (const setting of settings.split(',')) {
    const [key = '', text = ''] = setting.split(/=(.*)/s);
    const range = Object.hasOwn(hyperparameters, key) ? hyperparameters[key] : undefined;
    if (!range) throw unknownName('hyperparameter', key, { path: name, known: Object.keys(hyperparameters) });
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!(value >= range.min && value <= range.max)) {
      throw new SubjectError({
        kind: 'unfit',
        path: name,
        says: `${key} must be a number from ${range.min} to ${range.max}, got ${key} = ${text}`,
      });
    }
    hyperparameters[key] = { ...range, default: value };
    stated[key] = value;
  }
  return { rule: { ...rule, hyperparameters }, stated, files: [] };
};

const unknownName = (
  what: string,
  got: string,
  { path, known }: { readonly path: string; readonly known: readonly string[] },
): SubjectError => {
  const listing = known.length > 0 ? `known are ${known.join(', ')}` : 'it has none';
  return new SubjectError({
    kind: 'unfit',
    path,
    says: `there is no ${what} "${got}"; ${nearest(got, known)}${listing}`,
  });
};

/** A rule of this package, by its name, with values of its hyperparameters where they are stated. */
const builtIn: SubjectKind = {
  kind: 'built-in',
  rank: 1,
  recognise: async (typed) => {
    const [name] = partsOf(typed);
    if (!(await loadRules()).some((rule) => rule.name === name)) return null;
    await openBuiltIn(typed);
    return [{ kind: builtIn.kind, spec: typed }];
  },
  open: ({ spec }) => openBuiltIn(spec),
  provenance: (subject) => ({ subject, file: null }),
};

export default builtIn;
