import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '../fuzz/errorText.ts';
import type { RuleReference } from '../fuzz/protocol.ts';
import { shown, UnusableFileError } from '../fuzz/unusable.ts';
import { configuredRule, loadRules } from '../rules/parts/load.ts';
import { suggest } from './suggest.ts';
import { UsageError } from './usageError.ts';

/** One rule to be fuzzed. A file found in a folder is skipped, and named, where it loads and exports no rule. */
export interface Target {
  readonly rule: RuleReference;
  /** As the person typed it, null for rules that are no file. */
  readonly file: string | null;
  readonly skippable: boolean;
}

const isModule = (name: string): boolean => /(?<!\.d|\.test|\.spec)\.[cm]?[jt]s$/.test(name);

/**
 * The rules that arguments name: a file or a folder that is there, else a built-in rule with its hyperparameters.
 *
 * @throws UsageError where an argument is none of these
 */
export const resolveTargets = async (names: readonly string[]): Promise<readonly Target[]> => {
  if (names.length === 0) {
    return (await loadRules()).map(({ name }) => ({ rule: { builtIn: name }, file: null, skippable: false }));
  }
  const targets: Target[] = [];
  for (const name of new Set(names)) targets.push(...(await resolveTarget(name)));
  return targets;
};

const resolveTarget = async (name: string): Promise<readonly Target[]> => {
  if (existsSync(name)) {
    if (!statSync(name).isDirectory()) return [fileTarget(name, false)];
    const files = readdirSync(name).filter(isModule).sort();
    if (files.length === 0) throw new UsageError(`${shown(name)}: the folder holds no .ts or .js file`);
    return files.map((file) => fileTarget(join(name, file), true));
  }
  if (looksLikePath(name)) return [fileTarget(name, false)];
  return [{ rule: await resolveBuiltIn(name), file: null, skippable: false }];
};

const fileTarget = (file: string, skippable: boolean): Target => ({ rule: { file }, file, skippable });

const looksLikePath = (name: string): boolean => /[/\\]/.test(name) || /\.[cm]?[jt]sx?$/.test(name);

/** A rule that another is compared with: a file, or a built-in one. @throws UsageError where it is neither */
export const resolveReference = async (name: string): Promise<RuleReference> => {
  if (existsSync(name)) return { file: name };
  if (looksLikePath(name))
    throw new UnusableFileError(`${shown(name)}: there is no such file; check the path`);
  return resolveBuiltIn(name);
};

const resolveBuiltIn = async (spec: string): Promise<RuleReference> => {
  const known = (await loadRules()).map((rule) => rule.name);
  const name = spec.replace(/:.*/s, '');
  if (!known.includes(name)) {
    throw new UsageError(
      `${shown(name)}: is neither a file nor a built-in rule; ${suggest(name, known, 'natgrad-check list rules')}`,
    );
  }
  try {
    await configuredRule(spec);
  } catch (error) {
    throw new UsageError(errorText(error).replace(/^configuredRule: /, `${name}: `));
  }
  return { builtIn: spec };
};
