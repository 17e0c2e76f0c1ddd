import { testClaims } from '../testClaims.ts';

await testClaims(new URL('./', import.meta.url), 300);
