#!/usr/bin/env node
import { errorCode, errorText } from '../fuzz/errorText.ts';
import { exitCodes } from './exitCode.ts';
import { buildProgram } from './program.ts';
import { runProgram } from './runProgram.ts';
import { processTerminal } from './terminal.ts';

// No output is a reason to lose the report: neither a reader that went away, such as `head`, nor a full disk. Of the
// latter whoever reads the exit code hears, for the verdict was not seen.
let lost = false;
process.stdout.on('error', (error) => {
  if (errorCode(error) === 'EPIPE' || lost) return;
  lost = true;
  process.exitCode = exitCodes.usage;
  processTerminal.err(`natgrad-check: standard output cannot be written (${errorText(error)})\n`);
});
process.stderr.on('error', () => {});
const exitCode = await runProgram(buildProgram(processTerminal), process.argv, processTerminal);
process.exitCode = lost ? exitCodes.usage : exitCode;
