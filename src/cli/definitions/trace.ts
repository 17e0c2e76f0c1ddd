import { type Command, Option } from 'commander';
import { parseContract, parseCount } from '../parse.ts';
import { examples, pythonOption, type Runner, timeoutOption } from './options.ts';

/** The command `trace`: its arguments, options and examples. */
export const defineTrace = (program: Command, run: Runner): void => {
  program
    .command('trace')
    .description(
      'Judge a recorded training run: at every step, whether the update is natural gradient descent, in which geometry, and where it stops being one. Exit code 1 where a promise is broken, 3 where it cannot be decided.',
    )
    .argument('<run>', 'a run.jsonl that watch wrote, a small run in JSON lines, or a folder of raw records')
    .addOption(
      new Option(
        '--promise <promise>',
        'every-step, window:STEPS or envelope:STEPS: whether the logged steps keep it',
      ).argParser(parseContract),
    )
    .option(
      '--against <rule>',
      'hold raw records against a rule, shown the recorded gradients: up to which step is it that rule?',
    )
    .addOption(pythonOption())
    .addOption(timeoutOption())
    .addOption(
      new Option('--step <number>', 'show this step in natural-gradient form').argParser(
        parseCount('step', { min: 0, max: Number.MAX_SAFE_INTEGER }),
      ),
    )
    .addOption(
      new Option(
        '--metric <steps>',
        'compare so many raw records with each other, however large: does one metric explain them?',
      ).argParser(parseCount('metric', { min: 2, max: 16 })),
    )
    .option(
      '--report <dir>',
      'write index.html, with a slider over the steps, and trace.json into this folder',
    )
    .option('--json', 'print what was found as JSON, and nothing else', false)
    .addHelpText(
      'after',
      examples(
        'natgrad-check trace run.jsonl',
        'natgrad-check trace run.jsonl --promise every-step --report traced',
        'natgrad-check trace records/ --step 1200',
        'natgrad-check trace records/ --against adam:beta1=0.8',
      ),
    )
    .action(async (path: string, options) => {
      const { trace } = await import('../commands/trace.ts');
      await run((terminal) => trace(path, options, terminal));
    });
};
