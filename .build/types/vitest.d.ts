import type { CheckOptions } from './index.js';
import 'vitest';

declare module 'vitest' {
  interface Matchers<T> {
    /** Whether every check of `natgrad-check fuzz` verifies the rule; wants `await`. */
    toDescend(options?: CheckOptions): Promise<void>;
  }
}
