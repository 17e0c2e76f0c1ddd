import { defineConfig } from 'vitest/config';

const all = ['src/**/*.test.ts', 'properties/**/*.test.ts', 'properties/report/*.browser.ts'];
// What differs from `npm test`: CI has just run that, with the same files.
const beyondQuick = ['**/*.slow.test.ts', 'properties/**/claims.test.ts', 'properties/report/*.browser.ts'];

// Two claims say the same of every known rule, and run in CI with all of their cases.
const saidByClaims = ['src/identity/identify.slow.test.ts'];

/** `npm run test:all`: every test, claims on their standard profile, fifty kills, and the page in Debian's Chromium. */
export default defineConfig({
  test: {
    include: process.env.BEYOND_QUICK ? beyondQuick : all,
    exclude: process.env.BEYOND_QUICK ? saidByClaims : [],
    isolate: false,
    // As Node.js imports, whatever a default export is.
    deps: { interopDefault: false },
    // Two cores, and tests of which half the time is waiting: for limits, and for the processes of others to start.
    maxWorkers: 4,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    env: { KILLS: process.env.KILLS ?? '50' },
  },
});
