import { dirname } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { scratchVariable } from '../subject/protocol/lastWords.ts';
import { obey } from './obey.ts';
import { openPipe } from './pipe.ts';
import { pipeDescriptor } from './pipeDescriptor.ts';
import { watchSideEffects } from './sideEffects.ts';

// A worker runs much code a few times. The engine of Node.js 20 compiles for speed what has run for a while: seven times as
// long a while costs a campaign nothing, and spares the processors of a short one. Later engines wait by themselves.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=500000');

const { exit } = process;
let sign = '';
const pipe = openPipe(pipeDescriptor, () => sign);
try {
  await obey(pipe, watchSideEffects(process), (hello) => {
    sign = hello.sign;
    process.env[scratchVariable] = dirname(hello.slot);
  });
  exit(0);
} catch {
  // The pipe is closed, by user code as well as by the host.
  exit(70);
}
