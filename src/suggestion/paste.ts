import type { DescentPromise, NamedRule } from '../types/rule.ts';
import type { Change, Decay } from './change.ts';

const promiseCode = (promise: DescentPromise): string =>
  typeof promise === 'string'
    ? `'${promise}'`
    : `{ ${Object.entries(promise)
        .map(([name, value]) => `${name}: ${value}`)
        .join(', ')} }`;

/** A name as code destructures it, and what it is called from then on. */
const bound = (name: string): { readonly field: string; readonly name: string } =>
  /^[A-Za-z_$][\w$]*$/.test(name)
    ? { field: name, name }
    : { field: `${JSON.stringify(name)}: decay`, name: 'decay' };

const objectiveCode = (decay: Decay): string => {
  const drawn = decay.hyperparameter === undefined ? undefined : bound(decay.hyperparameter);
  const lambda = drawn?.name ?? String(decay.value);
  return (
    `(loss${drawn ? `, { ${drawn.field} }` : ''}) => ({ ...loss, minimum: undefined, ` +
    `value: (x, t) => loss.value(x, t) + (${lambda} / 2) * x.reduce((s, v) => s + v * v, 0), ` +
    `gradient: (x, t) => loss.gradient(x, t).map((d, i) => d + ${lambda} * x[i]) })`
  );
};

const javascript = (
  { contract }: NamedRule,
  { effective, maxRelativeStepSize: most, convexOnly, decay, domain, precision }: Change,
): string => {
  if (domain) return `domain: '${domain}'`;
  if (precision) return `precision: '${precision}'`;
  const promise = effective ?? contract.effective;
  const fields = [
    ...(promise === 'small-step' && (convexOnly || decay) ? [] : [`effective: ${promiseCode(promise)}`]),
    ...(most === undefined ? [] : [`maxStepSize: (loss) => ${most} / loss.smoothness`]),
    ...(convexOnly ? ['losses: ({ convex }) => convex'] : []),
    ...(decay ? [`objective: ${objectiveCode(decay)}`] : []),
  ];
  // What else the contract says stays: of its functions there is no text.
  const { losses, objective, maxStepSize, minCosine } = contract;
  const kept = [losses, objective && !decay, maxStepSize && most === undefined, minCosine].some(Boolean);
  return kept ? `in contract: ${fields.join(', ')}` : `contract: { ${fields.join(', ')} }`;
};

const pythonValue = (value: unknown): string => {
  if (value === true) return 'True';
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([name, one]) => `"${name}": ${pythonValue(one)}`)
      .join(', ')}}`;
  }
  return JSON.stringify(value);
};

/** The fields of a HELLO: names and values that JSON has, too. */
const helloFields = (
  { contract }: NamedRule,
  { effective, maxRelativeStepSize, convexOnly, decay, domain, precision }: Change,
): Readonly<Record<string, unknown>> => {
  if (domain) return { domain };
  if (precision) return { precision };
  const promise = effective ?? contract.effective;
  return {
    contract: {
      effective: promise,
      ...(maxRelativeStepSize !== undefined && { maxRelativeStepSize }),
      ...(convexOnly && { losses: { convex: true } }),
      ...(decay && { l2: decay.value }),
    },
  };
};

/** The change as one line to paste where the rule is declared. */
export const pasted = (rule: NamedRule, change: Change): string => {
  switch (rule.declaredIn) {
    case 'python':
      return `natgrad = dict(${Object.entries(helloFields(rule, change))
        .map(([name, value]) => `${name}=${pythonValue(value)}`)
        .join(', ')})`;
    case 'hello':
      return JSON.stringify(helloFields(rule, change)).slice(1, -1);
    case undefined:
      return javascript(rule, change);
    default:
      return rule.declaredIn satisfies never;
  }
};
