import { toDescend } from './toDescend.ts';

/** The global of Jest. */
const expect: unknown = Reflect.get(globalThis, 'expect');
const extend: unknown = Reflect.get(Object(expect), 'extend');
if (typeof extend !== 'function')
  throw new TypeError('natgrad-check/jest: must be imported in a test of Jest, or from its setup files');
extend({ toDescend });
