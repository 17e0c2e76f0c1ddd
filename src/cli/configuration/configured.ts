import type { Command } from 'commander';
import { findConfiguration } from './findConfiguration.ts';
import { type Configuration, type ConfiguredRule, readValues } from './readValues.ts';

/** What a command is asked to do: what was typed, and where nothing was, what a configuration says. */
export interface Asked<Options extends ConfiguredOptions = ConfiguredOptions> {
  readonly names: readonly string[];
  readonly options: Options;
  /** Where the value of an option comes from. */
  readonly sourceOf: (name: string) => 'command line' | 'default' | string;
}

/** What a configuration adds to the options of a command. */
export interface ConfiguredOptions {
  /** The file, and the rules that it names, with what it says of each. */
  readonly configuration?: Pick<Configuration, 'file' | 'rules'>;
}

/** Options of a file that say nothing beside one that is typed, with which they cannot stand together. */
const outdone: Readonly<Record<string, readonly string[]>> = {
  channel: ['generate', 'workers'],
  generate: ['against'],
  json: ['quiet', 'reporter'],
  quiet: ['json', 'reporter'],
  reporter: ['json', 'quiet'],
  risk: ['runs'],
  runs: ['risk'],
  watch: ['generate', 'json', 'reporter'],
};

/**
 * The rules and options of a command, which has those of `fuzz`. What was typed outranks what a configuration says.
 *
 * @param typed its arguments
 * @param options those that were typed, and the defaults of the others
 * @throws SubjectError with one line for the user, where there is a configuration that cannot be used
 */
export const configured = async <Options extends ConfiguredOptions>(
  command: Command,
  typed: readonly string[],
  options: Options,
): Promise<Asked<Options>> => {
  const found = command.getOptionValue('config') === false ? undefined : await findConfiguration();
  const fuzz = command.parent?.commands.find((each) => each.name() === 'fuzz') ?? command;
  const configuration = found && readValues(found, fuzz);
  const isTyped = (name: string): boolean => command.getOptionValueSource(name) === 'cli';
  const left = new Set(Object.entries(outdone).flatMap(([name, others]) => (isTyped(name) ? others : [])));
  if (typed.length > 0) left.add('generate');
  const taken = Object.entries(configuration?.options ?? {}).filter(
    ([name]) =>
      !isTyped(name) && !left.has(name) && command.options.some((option) => option.attributeName() === name),
  );
  const rules = (configuration?.rules ?? []).map((rule) => (isTyped('against') ? without(rule) : rule));
  const file = configuration?.file;
  const isConfigured = (name: string): boolean => taken.some(([own]) => own === name);
  // Rules that are composed at random stand in the place of those that are named.
  const isNamed = typed.length > 0 || isTyped('generate');
  return {
    names: isNamed ? typed : rules.map(({ rule }) => rule),
    options: {
      ...options,
      ...Object.fromEntries(taken),
      ...(file !== undefined && { configuration: { file, rules } }),
    },
    sourceOf: (name) => {
      if (name === 'rules' ? isNamed : isTyped(name)) return 'command line';
      const isFiled = name === 'rules' ? rules.length > 0 : isConfigured(name);
      return isFiled && file !== undefined ? file : 'default';
    },
  };
};

const without = ({ against: _, ...rule }: ConfiguredRule): ConfiguredRule => rule;
