import type { LoadedFile } from '../types/campaign.ts';
import type { Capabilities, Contract, Hyperparameter, NamedRule } from '../types/rule.ts';
import type { RemoteContract } from './protocol/hello.ts';
import type { OpenSubject, SubjectReference } from './subject.ts';

/** What a subject says of itself, in plain values. */
export interface Declaration
  extends Pick<
    NamedRule,
    'traits' | 'domain' | 'stepSize' | 'shapes' | 'precision' | 'arithmetic' | 'roundings'
  > {
  readonly subject: SubjectReference;
  readonly name: string;
  /** How its adapter runs it. */
  readonly adapter?: string;
  readonly source?: string;
  readonly hyperparameters: Readonly<Record<string, Hyperparameter>>;
  readonly contract: DeclaredContract;
  /** What it can do besides answering one step after another. */
  readonly capabilities: readonly (keyof Capabilities)[];
  readonly versions: Readonly<Record<string, string>>;
  readonly files: readonly LoadedFile[];
}

/** A contract in plain values; what only its own code knows is `'function'`. */
export interface DeclaredContract
  extends Pick<NamedRule['contract'], 'effective'>,
    Pick<RemoteContract, 'maxRelativeStepSize' | 'minCosine' | 'l2'>,
    Pick<Contract, 'expected'> {
  readonly losses?: RemoteContract['losses'] | 'function';
  readonly maxStepSize?: 'function';
  readonly objective?: 'function';
}

/** What an open subject declares, with what is filled in where it says nothing. */
export const declarationOf = (
  { rule, files, versions = {}, adapter, contract }: OpenSubject,
  subject: SubjectReference,
): Declaration => {
  const { name, source, hyperparameters, traits, domain, stepSize, shapes } = rule;
  const { precision, arithmetic, roundings, capabilities } = rule;
  return {
    subject,
    name,
    ...(adapter !== undefined && { adapter }),
    ...(source !== undefined && { source }),
    hyperparameters,
    contract: { ...(contract ?? plain(rule.contract)), effective: rule.contract.effective },
    traits,
    domain,
    stepSize,
    shapes,
    precision,
    arithmetic,
    roundings,
    capabilities: abilities.filter((ability) => capabilities?.[ability] ?? true),
    versions,
    files,
  };
};

/** A rule among our own globals, which says nothing of these, has them all. */
const abilities = ['copy', 'memory', 'random', 'seeded', 'eval', 'globals'] as const;

const plain = ({
  losses,
  maxStepSize,
  objective,
  minCosine,
  expected,
}: Contract): Partial<DeclaredContract> => ({
  ...(losses !== undefined && { losses: typeof losses === 'function' ? 'function' : losses }),
  ...(maxStepSize && { maxStepSize: 'function' }),
  ...(objective && { objective: 'function' }),
  ...(minCosine !== undefined && { minCosine }),
  ...(expected && { expected }),
});
