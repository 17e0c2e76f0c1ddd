import { defineConfig } from 'vitest/config';

/** `npm run test:browser`: needs Debian's Chromium, which `npm test` does not. */
export default defineConfig({
  test: { include: ['src/report/testing/*.browser.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
