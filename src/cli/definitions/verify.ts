import { type Command, Option } from 'commander';
import { examples, type Runner, reportOption, seedOption } from './options.ts';

/** The command `verify`: its arguments, options and examples. */
export const defineVerify = (program: Command, run: Runner): void => {
  program
    .command('verify')
    .description(
      'Verify the theory itself: every claim, and that each of its mutants is refuted. ' +
        'With --banks, verify that the suite refutes seeded faults.',
    )
    .option(
      '--banks [names]',
      'judge the seeded faults: wrong rules, losses, metrics, certificates and generators, or those kinds and faults that are named, separated by commas',
    )
    .addOption(
      new Option('--profile <profile>', 'how many cases; for seeded faults also seeds: 1, 20 or 100')
        .choices(['quick', 'standard', 'deep'])
        .default('standard'),
    )
    .addOption(seedOption('one that stays; drawn in deep, and printed'))
    .addOption(reportOption())
    .addHelpText(
      'after',
      examples(
        'natgrad-check verify --profile quick',
        'natgrad-check verify --seed 7',
        'natgrad-check verify --banks',
        'natgrad-check verify --banks metrics,adam-epsilon-inside-root --profile quick',
      ),
    )
    .action(async (options) => {
      const { verify } = await import('../commands/verify.ts');
      await run((terminal) => verify(options, terminal));
    });
};
