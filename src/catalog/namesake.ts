import type { NamedRule } from '../types/rule.ts';

/** Letters and digits alone, in lower case. */
const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** What people call built-in rules by, besides their names here. */
const alsoCalled: Readonly<Record<string, string>> = {
  sgd: 'gradient-descent',
  gd: 'gradient-descent',
  momentum: 'heavy-ball',
  nag: 'nesterov',
  signsgd: 'sign-descent',
};

/** What people put before and behind a name without a gap: `myadam`, `adamoptimizer`. */
const before =
  /^(?:my|our|own|new|old|fused|fast|custom|simple|naive|plain|test|torch|keras|jax|flax|optax|numpy|np|mini)+/;
const behind = /(?:optimi[sz]er|optim|opt|rule|update|solver|copy|step|new|fixed|impl|v?\d+)+$/;

/** The words of a name: `MyNAdam2` is my, nadam; each also without what people put before and behind it. */
const wordsOf = (name: string): readonly string[] =>
  name
    .split(/[^\p{L}\p{N}]+|(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{L})(?=\p{N})/u)
    .map(plain)
    .filter((word) => word !== '' && !/^\d+$/.test(word));

/** Names of a word or more next to each other, as one. */
const joined = (words: readonly string[]): readonly string[] =>
  words.flatMap((_, from) => words.slice(from).map((_word, k) => words.slice(from, from + k + 1).join('')));

/**
 * The rule that one of the names of a subject contains as a word, the longest where there are several: `my_adamw.py` is
 * called after `adamw`, `madam` after none.
 */
export const namesakeOf = (
  names: readonly string[],
  rules: readonly Pick<NamedRule, 'name'>[],
): string | undefined => {
  const known = [
    ...rules.map(({ name }) => ({ called: plain(name), name })),
    ...Object.entries(alsoCalled)
      .filter(([, name]) => rules.some((rule) => rule.name === name))
      .map(([called, name]) => ({ called, name })),
  ].toSorted((a, b) => b.called.length - a.called.length);
  const words = new Set(
    names
      .flatMap((name) => [plain(name), ...joined(wordsOf(name))])
      .flatMap((word) => [
        word,
        word.replace(before, ''),
        word.replace(behind, ''),
        word.replace(before, '').replace(behind, ''),
      ]),
  );
  return known.find(({ called }) => words.has(called))?.name;
};
