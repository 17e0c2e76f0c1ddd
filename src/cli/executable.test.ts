import { expect, it } from 'vitest';
import { asOneArgument } from './executable.ts';

it('asOneArgument(argv) makes one subject of everything after --', () => {
  expect(asOneArgument(['node', 'main', 'fuzz', '--runs', '5', '--', './a', 'b c'])).toEqual([
    'node',
    'main',
    'fuzz',
    '--runs',
    '5',
    '--',
    `-- ./a 'b c'`,
  ]);
});

it('asOneArgument(argv) leaves a command line without -- as it is', () => {
  expect(asOneArgument(['node', 'main', 'fuzz'])).toEqual(['node', 'main', 'fuzz']);
  expect(asOneArgument(['node', 'main', '--'])).toEqual(['node', 'main', '--']);
});
