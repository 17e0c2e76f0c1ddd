import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { programOf, pythonEntry, usualPython } from './python.ts';

it('pythonEntry() is there', () => {
  expect(existsSync(pythonEntry())).toBe(true);
});

it('usualPython(environment) is that of the virtual environment, or python3', () => {
  expect(usualPython({ VIRTUAL_ENV: '/env' })).toBe('/env/bin/python');
  expect(usualPython({ VIRTUAL_ENV: '' })).toBe('python3');
  expect(usualPython({})).toBe('python3');
});

it('programOf(command, environment) looks along PATH, or at the path that it is', () => {
  expect(programOf('sh', { PATH: '/nowhere::/bin' })).toBe('/bin/sh');
  expect(programOf('sh', {})).toBeUndefined();
  expect(programOf('/bin/sh', {})).toBe('/bin/sh');
  expect(programOf('./not/there', {})).toBeUndefined();
});
