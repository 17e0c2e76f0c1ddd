import type { Command } from 'commander';
import { examples, type Runner } from './options.ts';

/** The command `compare`: its arguments, options and examples. */
export const defineCompare = (program: Command, run: Runner): void => {
  program
    .command('compare')
    .description(
      'Two reports side by side, or two rules of one: what got better or worse. Exit code 1 where something that was judged got worse.',
    )
    .argument('<reports...>', 'two report.json or their folders, or one and the names of two of its rules')
    .option(
      '--report <dir>',
      'write index.html, with both side by side, and comparison.json into this folder',
    )
    .option('--json', 'print the comparison as JSON, and nothing else', false)
    .addHelpText(
      'after',
      examples(
        'natgrad-check compare before/report.json after/report.json',
        'natgrad-check compare reports/report.json adam adamw --report compared',
      ),
    )
    .action(async (names: readonly string[], options) => {
      const { compare } = await import('../commands/compare.ts');
      await run((terminal) => compare(names, options, terminal));
    });
};
