import type { Command } from 'commander';
import { examples, type Runner, reportOption } from './options.ts';

/** The command `report`: its arguments, options and examples. */
export const defineReport = (program: Command, run: Runner): void => {
  program
    .command('report')
    .description('Rebuild index.html, report.md and junit.xml from report.json.')
    .addOption(reportOption())
    .addHelpText('after', examples('natgrad-check report --report reports'))
    .action(async (options) => {
      const { report } = await import('../commands/report.ts');
      await run((terminal) => report(options, terminal));
    });
};
