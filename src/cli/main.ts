#!/usr/bin/env node
import { buildProgram } from './program.ts';
import { runProgram } from './runProgram.ts';

process.exitCode = await runProgram(buildProgram(), process.argv);
