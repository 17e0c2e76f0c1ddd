#!/usr/bin/env node
import { buildProgram } from './program.ts';
import { runProgram } from './runProgram.ts';
import { processTerminal } from './terminal.ts';

// A reader that went away, such as `head`, is no reason to lose the report.
process.stdout.on('error', (error) => {
  if (!('code' in error && error.code === 'EPIPE')) throw error;
});
process.exitCode = await runProgram(buildProgram(processTerminal), process.argv, processTerminal);
