/** What runs a command line, in one piece: `main.ts` imports it once there is someone to hear that it cannot be. */
export { errorCode, errorText } from '../errors.ts';
export { buildProgram } from './program.ts';
export { runProgram } from './runProgram.ts';
export { complain, processTerminal } from './terminal/terminal.ts';
