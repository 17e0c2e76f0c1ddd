import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import type { Command, Option } from 'commander';
import { isThrown, nearest, SubjectError, suggest, UsageError, valueText } from '../../errors.ts';
import { promiseFault } from '../../rules/declaration/promise.ts';
import { contractPlace, functionMark } from '../../subject/configurationFile.ts';
import { quotedWord, shellWords } from '../../subject/shellWords.ts';
import { isModulePath } from '../../subject/userModule.ts';
import type { Found } from './findConfiguration.ts';

/** A rule that a configuration names. */
export interface ConfiguredRule {
  /** As it would be typed here. */
  readonly rule: string;
  /** What it has to agree with, in place of `--against`. */
  readonly against?: string;
  /** Where its contract stands, in place of its own. */
  readonly contract?: string;
}

/** What a configuration says, read: options by the names that the command line gives them. */
export interface Configuration {
  readonly file: string;
  readonly rules: readonly ConfiguredRule[];
  readonly options: Readonly<Record<string, unknown>>;
}

/** Options that are about one start of the command. */
const typedOnly = ['channel', 'config', 'printConfig', 'watch'];

/** @throws SubjectError where it names an option that there is not, or gives one a value that it cannot have */
export const readValues = ({ file, values }: Found, command: Command): Configuration => {
  const refuse = (says: string): never => {
    throw new SubjectError({ kind: 'unfit', path: file, says });
  };
  if (typeof values !== 'object' || values === null || Array.isArray(values))
    return refuse(
      `must hold an object of options, such as { "rules": ["./rules"], "runs": 500 }, got ${shown(values)}`,
    );
  const here = fromFolder(dirname(file));
  const known = command.options.filter((option) => !typedOnly.includes(option.attributeName()));
  const options: Record<string, unknown> = {};
  let rules: readonly ConfiguredRule[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (name === 'rules') {
      rules = readRules(value, { file, here, refuse });
      continue;
    }
    const option = known.find((each) => each.attributeName() === name);
    if (!option) {
      const names = ['rules', ...known.map((each) => each.attributeName())];
      return refuse(
        typedOnly.includes(name)
          ? `"${name}" is an option for the command line alone`
          : `there is no option "${name}"; ${suggest(name, names, 'natgrad-check fuzz --help')}`,
      );
    }
    options[name] = read(option, value, { here, refuse });
  }
  return { file, rules, options };
};

/** A value as a message shows it. */
const shown = (value: unknown): string => (value === functionMark ? functionMark : valueText(value));

interface Reading {
  /** A path, or what else is typed in its place, as it would be typed here. */
  readonly here: (typed: string) => string;
  readonly refuse: (says: string) => never;
}

const paths = ['report', 'corpus', 'baseline'];

const read = (option: Option, value: unknown, { here, refuse }: Reading): unknown => {
  const name = option.attributeName();
  if (option.isBoolean())
    return typeof value === 'boolean' ? value : refuse(`${name} must be true or false, got ${shown(value)}`);
  if (name === 'contract' && typeof value === 'object') {
    const fault = promiseFault(value);
    return fault === undefined ? value : refuse(`contract ${fault}`);
  }
  const isList = name === 'loss' && Array.isArray(value) && value.every((item) => typeof item === 'string');
  const text = isList ? value.join(',') : value;
  if (!(typeof text === 'string' || typeof text === 'number') || text === functionMark)
    return refuse(`${name} must be what the command line takes, as a string or a number, got ${shown(text)}`);
  const typed = String(text);
  try {
    if (option.argChoices && !option.argChoices.includes(typed))
      return refuse(`${name} must be one of ${option.argChoices.join(', ')}, got ${shown(text)}`);
    if (option.parseArg) return option.parseArg(typed, undefined);
    return paths.includes(name)
      ? at(here, typed)
      : name === 'python' && !typed.includes('/')
        ? typed
        : here(typed);
  } catch (error) {
    if (!isThrown(error, UsageError)) throw error;
    return refuse(error.message.replace(/^--[a-z-]+: /, `${name} `));
  }
};

const at = (here: (typed: string) => string, path: string): string =>
  here(isAbsolute(path) ? path : `./${path}`);

const readRules = (
  value: unknown,
  { file, here, refuse }: Reading & { readonly file: string },
): readonly ConfiguredRule[] => {
  if (!Array.isArray(value)) return refuse(`rules must be a list, got ${shown(value)}`);
  return value.map((entry: unknown, i) => {
    if (typeof entry === 'string' && entry !== functionMark) return { rule: here(entry) };
    const form = `rules[${i}] must be a rule as fuzz takes it, or { rule, against, contract }`;
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
      return refuse(`${form}, got ${shown(entry)}`);
    const names = ['rule', 'against', 'contract'];
    const other = Object.keys(entry).find((name) => !names.includes(name));
    if (other !== undefined) return refuse(`${form}; ${nearest(other, names)}it has "${other}"`);
    const text = (name: string): string | undefined => {
      const given: unknown = Reflect.get(entry, name);
      if (given === undefined || (typeof given === 'string' && given !== functionMark)) return given;
      return refuse(`rules[${i}].${name} must be a string, got ${shown(given)}`);
    };
    const [rule, against] = [text('rule'), text('against')];
    if (rule === undefined) return refuse(`${form}; it has no "rule"`);
    return {
      rule: here(rule),
      ...(against !== undefined && { against: here(against) }),
      ...('contract' in entry && entry.contract !== undefined && { contract: contractPlace(file, i) }),
    };
  });
};

/** What is typed in a folder, as it is typed here: files are found there, all else is as it is. */
const fromFolder =
  (folder: string) =>
  (typed: string): string => {
    if (folder === '.') return typed.replace(/^\.\/(?=\.{0,2}\/)/, '');
    if (typed.startsWith('-- ')) {
      const [program = '', ...others] = shellWords(typed.slice(3)) ?? [];
      const moved = program.includes('/') ? moveTo(folder, program) : program;
      return `-- ${[moved, ...others].map(quotedWord).join(' ')}`;
    }
    const isFile = existsSync(join(folder, typed)) || isModulePath(typed) || /\.py(:|$)/.test(typed);
    return isFile ? moveTo(folder, typed) : typed;
  };

const moveTo = (folder: string, path: string): string => {
  if (isAbsolute(path)) return path;
  const moved = relative('', join(folder, path));
  return moved.startsWith('..') ? moved : `./${moved}`;
};
