import type { Counterexample, Report } from '../types/report.ts';
import { counterexampleFile, foldersByRule, ruleFolder } from './paths.ts';

/**
 * Reads the reports of one whole, one after the other: in each, every counterexample is under the path that its rule, its
 * check and its cause have, and is cited by that path. A report that somebody sent chooses no path by itself.
 *
 * What it returns throws RangeError where a counterexample has a path that no run gives it, or one is cited that is not there.
 */
export const ownPaths = (): ((report: Report) => Report) => {
  const folderOf = foldersByRule();
  return (report) => {
    for (const { name, file } of report.rules) folderOf(name, file);
    const own = new Map<string, string>();
    const counterexamples = new Map<string, Counterexample>();
    for (const [path, found] of Object.entries(report.counterexamples)) {
      const { rule, check, cause } = found;
      const file = counterexampleFile(check, cause);
      refuseOther(path, ruleFolder(rule.name), file);
      const place = `${folderOf(rule.name, rule.file)}/${file}`;
      if (counterexamples.has(place)) {
        throw new RangeError(
          `merge: a counterexample must be there once, got ${JSON.stringify(place)} twice`,
        );
      }
      own.set(path, place);
      counterexamples.set(place, found);
    }
    const placeOf = (path: string): string => {
      const place = own.get(path);
      if (place !== undefined) return place;
      throw new RangeError(`merge: a report must hold what it cites, got no ${JSON.stringify(path)}`);
    };
    return {
      ...report,
      counterexamples: Object.fromEntries(counterexamples),
      rules: report.rules.map((rule) => ({
        ...rule,
        checks: rule.checks.map((check) => ({
          ...check,
          counterexamples: check.counterexamples.map(placeOf),
        })),
        traits: rule.traits.map(({ counterexample, ...trait }) => ({
          ...trait,
          ...(counterexample !== undefined && { counterexample: placeOf(counterexample) }),
        })),
      })),
    };
  };
};

/** @throws RangeError unless the path is that of the file in the folder of the rule, or of another rule of its name */
const refuseOther = (path: string, folder: string, file: string): void => {
  const end = `/${file}`;
  const isOwn =
    path.startsWith(folder) &&
    path.endsWith(end) &&
    /^(-\d{1,6})?$/.test(path.slice(folder.length, -end.length));
  if (isOwn) return;
  throw new RangeError(
    `merge: a counterexample must have the path of its rule, check and cause, ${folder}${end}, got ${JSON.stringify(path)}`,
  );
};
