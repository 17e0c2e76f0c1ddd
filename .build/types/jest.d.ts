import type { CheckOptions } from './index.js';

declare global {
  namespace jest {
    interface Matchers<R, T> {
      /** Whether every check of `natgrad-check fuzz` verifies the rule; wants `await`. */
      toDescend(options?: CheckOptions): Promise<R>;
    }
  }
}
