import { Command } from 'commander';
import { defineCompare } from './definitions/compare.ts';
import { defineConform } from './definitions/conform.ts';
import { defineDoctor } from './definitions/doctor.ts';
import { defineExperiment } from './definitions/experiment.ts';
import { defineFuzz } from './definitions/fuzz.ts';
import { defineHunt } from './definitions/hunt.ts';
import { defineIdentify } from './definitions/identify.ts';
import { defineInit } from './definitions/init.ts';
import { defineList } from './definitions/list.ts';
import { defineMerge } from './definitions/merge.ts';
import type { Runner } from './definitions/options.ts';
import { definePlan } from './definitions/plan.ts';
import { defineReplay } from './definitions/replay.ts';
import { defineReport } from './definitions/report.ts';
import { defineShow } from './definitions/show.ts';
import { defineTrace } from './definitions/trace.ts';
import { defineVerify } from './definitions/verify.ts';
import { toolVersion } from './folder/environment.ts';
import { fold, textWidth } from './terminal/fold.ts';
import { printable } from './terminal/printable.ts';
import type { Terminal } from './terminal/terminal.ts';

/** The command line, and the exit code of the command that it ran. */
export interface Program {
  readonly program: Command;
  readonly exitCode: () => number;
}

/** The command line, with every option and an example of each command; implementations are imported when they run. */
export const buildProgram = (terminal: Terminal): Program => {
  let exitCode: number = 0;
  const run: Runner = async (command) => {
    exitCode = await command(terminal);
  };
  const program = new Command('natgrad-check')
    .description(
      'Is a learning rule right, when does it descend, in which geometry, and what is the smallest case that breaks it?',
    )
    .version(toolVersion())
    .exitOverride()
    .configureOutput({
      writeOut: terminal.out,
      writeErr: terminal.err,
      outputError: (text, write) =>
        write(`natgrad-check: ${printable(text.replace(/^error: /, '').trim(), 2000)}\n`),
    })
    .configureHelp({ helpWidth: Math.min(terminal.width, 100) })
    .showSuggestionAfterError(true)
    .addHelpText('after', exitCodeHelp(textWidth(terminal.width)));
  defineFuzz(program, run);
  defineIdentify(program, run);
  defineHunt(program, run);
  defineTrace(program, run);
  defineShow(program, run);
  defineReplay(program, run);
  defineVerify(program, run);
  defineExperiment(program, run);
  defineReport(program, run);
  defineMerge(program, run);
  definePlan(program, run);
  defineCompare(program, run);
  defineList(program, run);
  defineInit(program, run);
  defineDoctor(program, run);
  defineConform(program, run);
  return { program, exitCode: () => exitCode };
};

const exitCodeHelp = (width: number): string => `
${fold('Exit codes: 0 verified, 1 falsified, 2 usage error, unusable file or a fault of this program, 3 inconclusive, 130 interrupted.', width, '  ')}

Examples:
  natgrad-check fuzz ./my-rule.ts        is my rule right?
  natgrad-check init my-rule.ts          a commented rule to start from
  natgrad-check list rules               what is built in
`;
