// Whether two folders hold reports that say the same: everything but times, where it was run, how many calls were under way
// at once, which depends on how the cases were shared out, and what depends on the folder.
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

const [one, other] = process.argv.slice(2, 4).map((folder) => {
  const { rules, counterexamples, seed } = JSON.parse(readFileSync(`${folder}/report.json`, 'utf8'));
  return {
    seed,
    ...Object.fromEntries(
      rules.map(({ durationMs: _, subject: { inFlight: __, ...subject } = {}, ...rule }) => [
        `rule ${rule.name}`,
        Object.fromEntries(Object.entries({ ...rule, subject }).sort()),
      ]),
    ),
    ...Object.fromEntries(
      Object.entries(counterexamples).map(([path, { test: _, replay: __, rule, ...found }]) => [
        path,
        { ...found, name: rule.name },
      ]),
    ),
  };
});
const differing = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
  (key) => !isDeepStrictEqual(one[key], other[key]),
);
for (const key of differing) {
  const fields = Object.keys({ ...one[key], ...other[key] });
  const names = fields.filter((field) => !isDeepStrictEqual(one[key]?.[field], other[key]?.[field]));
  process.stderr.write(`sameReport: ${key} differs in ${names.join(', ')}\n`);
}
process.stdout.write(`sameReport: ${Object.keys(one).length} things, ${differing.length} differ\n`);
process.exitCode = differing.length > 0 ? 1 : 0;
