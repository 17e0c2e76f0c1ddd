import { expect, it } from 'vitest';
import { codeOf } from './code.ts';

it.each([
  [
    { kind: 'built-in', spec: 'adam' },
    { files: [], started: [] },
  ],
  [
    { kind: 'composed', spec: 'composed:seed=1,index=2' },
    { files: [], started: [] },
  ],
  [
    { kind: 'module', spec: '../rule.js' },
    { files: ['../rule.js'], started: [] },
  ],
  [
    { kind: 'process', spec: 'my.py' },
    { files: ['my.py'], started: [] },
  ],
  [
    { kind: 'process', spec: 'a/my.py:Rule' },
    { files: ['a/my.py'], started: [] },
  ],
  [
    { kind: 'process', spec: 'my.py:Rule', python: '/tmp/x' },
    { files: ['my.py'], started: ['/tmp/x'] },
  ],
  [
    { kind: 'process', spec: 'my.py:Rule(x=f())' },
    { files: [], started: ['my.py:Rule(x=f())'] },
  ],
  [
    { kind: 'process', spec: 'os:system' },
    { files: [], started: ['os:system'] },
  ],
  [
    { kind: 'process', spec: '-- rm -rf x.py' },
    { files: [], started: ['-- rm -rf x.py'] },
  ],
  [
    { kind: 'another', spec: 'x' },
    { files: [], started: ['x'] },
  ],
])('codeOf(%j) is %j', (reference, code) => {
  expect(codeOf(reference)).toEqual(code);
});
