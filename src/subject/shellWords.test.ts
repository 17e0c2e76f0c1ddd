import { expect, it } from 'vitest';
import { quotedWord, shellWords } from './shellWords.ts';

it.each([
  ['./a b  c', ['./a', 'b', 'c']],
  [`'a b' "c d" e\\ f`, ['a b', 'c d', 'e f']],
  [`a'b'"c\\"d"`, ['abc"d']],
  [`''`, ['']],
  ['  ', []],
])('shellWords(%j) splits as a shell does', (line, words) => {
  expect(shellWords(line)).toEqual(words);
});

it('shellWords(line) is undefined where a quote is open', () => {
  expect(shellWords(`a 'b`)).toBeUndefined();
});

it.each(['plain', './a-b.c', `it's`, 'a b', '$HOME', ''])('quotedWord(%j) comes back as one word', (word) => {
  expect(shellWords(quotedWord(word))).toEqual([word]);
});
