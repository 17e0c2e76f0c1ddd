import type { Command } from 'commander';
import { examples, pythonOption, type Runner } from './options.ts';

/** The command `replay`: its arguments, options and examples. */
export const defineReplay = (program: Command, run: Runner): void => {
  program
    .command('replay')
    .description(
      'Run one stored counterexample again, in this process, step by step. It says first which files it imports: their code runs.',
    )
    .argument('<file>', 'a file under reports/counterexamples')
    .addOption(pythonOption())
    .option(
      '--allow-outside',
      'import also files outside of the working folder and of the folder of the run that stored the case, and start programs and installed modules that it names; otherwise that is refused',
      false,
    )
    .addHelpText(
      'after',
      examples('natgrad-check replay reports/counterexamples/my-rule/small-step-uphill.json'),
    )
    .action(async (file: string, options) => {
      const { replay } = await import('../commands/replay.ts');
      await run((terminal) => replay(file, options, terminal));
    });
};
