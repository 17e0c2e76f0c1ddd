import { quotedWord } from '../subject/shellWords.ts';

/** The command line with everything after `--` as one argument: `-- ./executable args` names one subject. */
export const asOneArgument = (argv: readonly string[]): readonly string[] => {
  const at = argv.indexOf('--');
  if (at < 0 || at === argv.length - 1) return argv;
  // Behind a second --, so that it is not taken for an option.
  return [
    ...argv.slice(0, at),
    '--',
    `-- ${argv
      .slice(at + 1)
      .map(quotedWord)
      .join(' ')}`,
  ];
};
