import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeEnvironment } from './environment.ts';

const root = new URL('../../../', import.meta.url);
const read = (path: string): { readonly version: string; readonly dependencies: object } =>
  JSON.parse(readFileSync(new URL(path, root), 'utf8'));

it('describeEnvironment(…) states the version of each dependency that is installed, not the range that is asked for', () => {
  const { versions } = describeEnvironment(['fuzz'], new Date(0), undefined);
  const names = Object.keys(read('package.json').dependencies);
  expect(versions).toEqual(
    Object.fromEntries(names.map((name) => [name, read(`node_modules/${name}/package.json`).version])),
  );
  for (const version of Object.values(versions)) expect(version).toMatch(/^\d+\.\d+\.\d+/);
});

it('describeEnvironment(…) says where and with what a run was made, and why it ended early where it did', () => {
  const environment = describeEnvironment(['fuzz', 'adam'], new Date(0), 'interrupted');
  expect(environment).toMatchObject({
    node: process.version,
    command: ['fuzz', 'adam'],
    startedAt: '1970-01-01T00:00:00.000Z',
    interrupted: 'interrupted',
  });
});
