import type { Command, Option } from 'commander';
import { printable } from '../terminal/printable.ts';
import type { Asked } from './configured.ts';

/** What is in force, a line an option: its name, its value, and where that comes from. */
export const configurationText = (command: Command, { names, options, sourceOf }: Asked): string => {
  const { configuration } = options;
  const own = new Map(configuration?.rules.map((rule) => [rule.rule, rule]));
  const rules = names.flatMap((name) => {
    const { against, contract } = own.get(name) ?? {};
    return [
      ['', name, sourceOf('rules')],
      ...(against === undefined ? [] : [['', `  against ${against}`, '']]),
      ...(contract === undefined ? [] : [['', `  contract of ${contract}`, '']]),
    ];
  });
  const [[, first = '', source = ''] = ['', 'every built-in rule', 'default'], ...others] = rules;
  const rows = [
    ['rules', first, source],
    ...others,
    ...command.options
      .filter((option) => !option.hidden && !['config', 'printConfig'].includes(option.attributeName()))
      .map((option) => {
        const name = option.attributeName();
        const value: unknown = Reflect.get(options, name);
        return [name, value === undefined ? '–' : valueText(option, value), sourceOf(name)];
      }),
  ].map((row) => row.map((cell) => printable(cell, 200)));
  const widths = [0, 1].map((i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  const lines = rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\nconfiguration: ${configuration?.file ?? (command.getOptionValue('config') === false ? 'not looked for' : 'none found')}\n`;
};

/** A value as it would be typed. */
const valueText = (option: Option, value: unknown): string => {
  const name = option.attributeName();
  if (name === 'timeout' || name === 'time') return `${Number(value) / 1000}s`;
  if (typeof value !== 'object' || value === null) return String(value);
  if ('min' in value && 'max' in value)
    return value.min === value.max ? `${value.min}` : `${value.min}..${value.max}`;
  if ('index' in value && 'count' in value) return `${Number(value.index) + 1}/${value.count}`;
  return Object.entries(value).flat().join(':');
};
