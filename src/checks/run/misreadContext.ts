import { nearestName } from '../../errors.ts';
import type { NamedRule, RuleContext } from '../../types/rule.ts';
import type { Running } from '../../types/run.ts';
import type { Setting } from '../../types/scenario.ts';
import { usualRun } from './run.ts';

/** Other names that people give to what a rule is shown, by the name that it has here. */
const otherNames: Readonly<Record<keyof RuleContext, readonly string[]>> = {
  theta: ['params', 'param', 'weights', 'weight', 'w', 'x', 'position'],
  gradient: ['grad', 'grads', 'gradients', 'g', 'dtheta', 'dw'],
  stepSize: ['lr', 'learningRate', 'learning_rate', 'step_size', 'eta', 'alpha', 'η', 'rate'],
  step: ['t', 'iteration', 'iter', 'epoch', 'k', 'n', 'count'],
  time: ['clock'],
  random: ['rng', 'rand', 'prng'],
  hyperparameters: ['hparams', 'hyper', 'hp', 'config', 'options', 'settings'],
  loss: ['objective', 'lossFunction', 'f'],
  parameters: ['shapes', 'groups'],
};

const fields = Object.keys(otherNames);

/** What an update function asks of an array that it takes its first argument for. */
const ofArrays: ReadonlySet<string> = new Set(['map', 'length', 'slice', 'forEach', 'reduce', 'every', '0']);

/** The field that a name of the user's stands for, where one is near. */
const meantBy = (name: string): string | undefined =>
  Object.entries(otherNames).find(([, others]) => others.includes(name))?.[0] ??
  (name.length > 2 ? nearestName(name, fields) : undefined);

/** What a rule asked the context of: names that it has not, and whether it asked for anything. */
interface Asked {
  readonly missing: Set<string>;
  touched: boolean;
}

const watched = (rule: NamedRule, asked: Asked): NamedRule => ({
  ...rule,
  update: (context, state) =>
    rule.update(
      new Proxy(context, {
        get: (target, name) => {
          // The watch around a rule reads which step it is before the rule reads anything.
          asked.touched ||= name !== 'step';
          if (typeof name === 'symbol') {
            if (name === Symbol.iterator) asked.missing.add('0');
          } else if (!(name in target)) asked.missing.add(name);
          return Reflect.get(target, name);
        },
        ownKeys: (target) => {
          asked.touched = true;
          return Reflect.ownKeys(target);
        },
      }),
      state,
    ),
});

/**
 * What a rule reads under another name than it is called, in words: such a field is undefined, and what is made of it
 * NaN. Undefined where every name is right. A rule that runs elsewhere is handed no object of ours.
 */
export function* misreadContext(setting: Setting): Running<string | undefined> {
  if (setting.rule.capabilities && !setting.rule.capabilities.globals) return undefined;
  const asked: Asked = { missing: new Set(), touched: false };
  const { fault } = yield* usualRun({ ...setting, rule: watched(setting.rule, asked) });
  const takesArrays = [...asked.missing].some((name) => ofArrays.has(name));
  if (takesArrays || (!asked.touched && fault?.kind === 'throws' && fault.step === 0)) {
    return '`update` takes its arguments one by one, and is handed one object: ({ theta, gradient, stepSize }, state)';
  }
  const slips = [...asked.missing].flatMap((name) => {
    const meant = meantBy(name);
    return meant === undefined ? [] : [{ name, meant }];
  });
  if (slips.length === 0) return undefined;
  const listed = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' and ');
  return (
    `\`update\` reads ${listed(slips.map(({ name }) => name))}; ` +
    `the context calls ${slips.length === 1 ? 'it' : 'them'} ${listed(slips.map(({ meant }) => meant))}`
  );
}
