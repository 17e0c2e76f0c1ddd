import { expect } from 'vitest';
import { toDescend } from './toDescend.ts';

expect.extend({ toDescend });
