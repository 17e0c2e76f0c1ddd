import type { ExaminationName, RuleReport } from '../../types/report.ts';
import { examinedShape } from '../../types/reportShape.ts';
import geometry from './geometry.ts';
import identity from './identity.ts';
import type { Addendum, Remark } from './remark.ts';
import suggestions from './suggestions.ts';
import suspicions from './suspicions.ts';

/** How each examination is said in words. */
const addenda: { readonly [Name in ExaminationName]: Addendum<Name> } = {
  suggestions,
  suspicions,
  identity,
  geometry,
};

const isName = (name: string): name is ExaminationName => Object.hasOwn(examinedShape, name);

/** What is said of a rule below its verdict, in the order of the examinations; and which of them came to nothing. */
export const remarksOf = (rule: RuleReport): readonly Remark[] => [
  ...Object.keys(examinedShape)
    .filter(isName)
    .flatMap((name) => said(name, rule)),
  ...notLookedAt(rule),
];

const notLookedAt = ({ unexamined = [] }: RuleReport): readonly Remark[] =>
  [...new Set(unexamined.map(({ reason }) => reason))].map((reason) => {
    const parts = unexamined.filter((one) => one.reason === reason).map(({ part }) => part);
    const about = parts.join(', ');
    return { mark: '–', about, text: `not looked at: ${about} (${reason})`, details: [], isNotable: true };
  });

const said = <Name extends ExaminationName>(name: Name, rule: RuleReport): readonly Remark[] => {
  const part: RuleReport[Name] = rule[name];
  return part === undefined || part === null ? [] : addenda[name].remarks(part, rule);
};
