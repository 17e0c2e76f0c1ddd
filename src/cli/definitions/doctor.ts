import type { Command } from 'commander';
import { examples, type Runner } from './options.ts';

/** The command `doctor`: its arguments, options and examples. */
export const defineDoctor = (program: Command, run: Runner): void => {
  program
    .command('doctor')
    .description('Say what a run finds on this machine; exit code 2 where it cannot do without something.')
    .addHelpText('after', examples('natgrad-check doctor'))
    .action(async () => {
      const { doctor } = await import('../commands/doctor.ts');
      await run((terminal) => doctor(terminal));
    });
};
