import { relative, resolve, sep } from 'node:path';
import { fileLimits, readRegularFile } from '../../regularFile.ts';
import type { Report, RuleReport } from '../../types/report.ts';
import { failuresOf, isSame } from '../../verdict/baseline.ts';
import { printable } from './printable.ts';

/** Where a rule stands in its repository. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
}

/** What the data of a workflow command may not hold as it is, and what its properties may not hold besides. */
const escapedData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapedProperty = (text: string): string =>
  escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/**
 * One line that GitHub's runner shows beside the code: `::error file=…,line=…,title=…::message`.
 *
 * Source: the runner's workflow commands, escaped as its own toolkit does (`@actions/core`, command.ts).
 */
export const annotation = (
  level: 'error' | 'warning' | 'notice',
  { file, line, title, message }: Place & { readonly title: string; readonly message: string },
): string => {
  const properties = [
    ...(file === undefined ? [] : [`file=${escapedProperty(file)}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
    `title=${escapedProperty(printable(title, 200))}`,
  ];
  return `::${level} ${properties.join(',')}::${escapedData(printable(message, 2000))}\n`;
};

/** The annotations of a report: new failures are errors; known ones, undecided rules and suspicions are warnings. */
export const annotations = ({ rules, counterexamples, baseline }: Report): string =>
  rules
    .flatMap((rule) => {
      const place = placeOf(rule.file ?? undefined, nameIn(rule));
      const failures = failuresOf(rule, counterexamples).map((failure) => {
        const isKnown = baseline?.known.some((known) => isSame(known, failure)) ?? false;
        return annotation(isKnown ? 'warning' : 'error', {
          ...place,
          title: `${rule.name}: ${failure.check}${isKnown ? ' (known)' : ''}`,
          message: failure.sentence,
        });
      });
      const suspicions = (rule.strict ? [] : (rule.suspicions ?? []))
        .filter(({ status }) => status === 'raised')
        .map(({ id, sentence }) =>
          annotation('warning', { ...place, title: `${rule.name}: ${id}`, message: sentence }),
        );
      const undecided =
        rule.verdict === 'inconclusive' || rule.verdict === 'vacuous'
          ? [
              annotation('warning', {
                ...place,
                title: `${rule.name}: ${rule.verdict}`,
                message: rule.summary,
              }),
            ]
          : [];
      return [...failures, ...undecided, ...suspicions];
    })
    .join('');

/** The name after the colon of `my_opt.py:NAME`. */
const nameIn = ({ subject }: RuleReport): string | undefined =>
  /\.py:([\w.]+)/
    .exec(subject?.spec ?? '')?.[1]
    ?.split('.')
    .at(-1);

/** The file of a rule from the root of its repository, and the line on which the rule is exported, or defined under its name. */
export const placeOf = (file: string | undefined, name?: string): Place => {
  if (file === undefined) return {};
  const path = file.replace(/(\.py):[\w.]+$/, '$1');
  const root = process.env.GITHUB_WORKSPACE ?? process.cwd();
  return {
    file: relative(root, resolve(path)).split(sep).join('/'),
    line: lineOf(path, name),
  };
};

const lineOf = (path: string, name: string | undefined): number => {
  const defined = name === undefined ? /^\s*(export\s+default\b|module\.exports\b|(class|def)\s)/ : undefined;
  try {
    const lines = readRegularFile(path, { limit: fileLimits.module }).split('\n');
    const found = lines.findIndex((line) =>
      defined ? defined.test(line) : new RegExp(`^\\s*(class|def)\\s+${name}\\b`).test(line),
    );
    return Math.max(found, 0) + 1;
  } catch {
    // The annotation stands at the top of the file.
    return 1;
  }
};
